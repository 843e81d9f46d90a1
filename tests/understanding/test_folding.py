"""Folding: one plain form for everything that is one thing to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.folding import MAX_CHARS, MOST_LETTERS, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("What causes it??", "what causes it"),
        ("  B-12,\n\tdeficiency ", "b 12 deficiency"),
        ("\u041212", "b12"),
        ("\u0412-12", "b 12"),
        ("\u0432\u0456t\u0430min", "bitamin"),
        ("vit\u0430min", "vitamin"),
        ("\uff42\uff11\uff12", "b12"),
        ("B\u200b1\u00ad2", "b12"),
        ("\U0001d401\U0001d7cf\U0001d7d0", "b12"),
        ("an\u00e9mie", "anemie"),
        ("ANE\u0301MIA", "anemia"),
        ("don\u2019t", "do not"),
        ("don't", "do not"),
        ("DON\u02bcT", "do not"),
        ("dont", "do not"),
        ("can\u2032t", "can not"),
        ("cannot", "can not"),
        ("i'm tired", "i am tired"),
        ("what's it", "what is it"),
        ("Graves' disease", "graves disease"),
        ("my mum's level", "my mum level"),
        ("soooo tired", "soo tired"),
        ("1000 mcg, 1,5 or 2.5", "1000 mcg 1,5 or 2.5"),
        ("\u0447\u0442\u043e \u044d\u0442\u043e", "\u0447\u0442\u043e \u044d\u0442\u043e"),
        ("\U0001f600 \u2764\ufe0f", ""),
        ("", ""),
    ],
)
def test_what_is_one_thing_to_a_person_folds_to_one_text(typed: str, folded: str) -> None:
    """Case, accents, look-alikes, invisible characters, apostrophes and repeats make no difference."""
    assert fold(typed) == folded


TYPED = st.text(
    st.characters(codec="utf-8") | st.sampled_from("bB12\u0412\u2019' \u200b\ufdfa.,!aaa"), max_size=300
)


@given(TYPED)
def test_folding_twice_is_folding_once(text: str) -> None:
    """Editors' phrases and people's words meet in one form, however often it was taken."""
    assert fold(fold(text)) == fold(text)


@given(TYPED)
def test_a_folded_text_is_words_with_single_spaces(text: str) -> None:
    """Nothing that can't be seen, no line breaks, no capitals."""
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()
    assert all(character.isprintable() for character in folded)


@pytest.mark.parametrize("character", ["\ufdfa", "a", "\U0001f600", "\u0390", "\u33c2", "i'm "])
def test_no_message_grows_much(character: str) -> None:
    """Not even one whose characters are each decomposed into eighteen."""
    typed = character * MAX_CHARS
    assert len(fold(typed)) <= MOST_LETTERS * len(typed)


@given(st.lists(st.sampled_from(["b12", "shots", "don't"]), min_size=1, max_size=5))
def test_decoration_makes_no_difference(words: list[str]) -> None:
    """Zero-width characters, accents and capitals change nothing."""
    text = " ".join(words)
    decorated = "\u200b".join(text.upper()).replace("O", "O\u0300")
    assert fold(decorated) == fold(text)
