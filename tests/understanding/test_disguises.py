"""Disguises: a word of danger is known however it is written, and nothing else is bent into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.understanding import fold
from bot.understanding.disguises import Disguises
from bot.understanding.folding import MAX_CHARS
from bot.understanding.phrases import words_of

PHRASES = words_of(["i want to die", "kill myself", "can not breathe", "the suicide is not worth it"])
DISGUISES = Disguises(PHRASES, ["suicide", "suicidal", "kill", "die", "myself"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("k1ll mys3lf", "kill myself"),
        ("ki11 myse1f", "kill myself"),
        ("$uicide", "suicide"),
        ("want to d!e!!", "want to die"),
        ("su*cide", "suicide"),
        ("k**l myself", "kill myself"),
        ("k i l l myself", "kill myself"),
        ("k.i.l.l m-y-s-e-l-f", "kill myself"),
        ("i w a n t t o d i e", "i want to die"),
        ("c a n t  b r e a t h e", "can not breathe"),
        ("sui cide", "suicide"),
        ("dieeeeee", "die"),
        ("i waaant to dieee", "i want to die"),
        ("ki\u200bll my\u00adself", "kill myself"),
        ("\u043a\u0456ll m\u0443self", "kill myself"),
        ("\u0501\u0456\u0435", "die"),
        ("\u1d0b\u026a\u029f\u029f myself", "kill myself"),
        ("\U0001d4f4\U0001d4f2\U0001d4f5\U0001d4f5 myself", "kill myself"),
        ("k\u0131\u0142\u0142", "kill"),
        ("suicde", "suicide"),
        ("sucidal", "suicidal"),
        ("myslef", "myself"),
    ],
)
def test_a_known_word_is_seen_through_its_disguise(written: str, meant: str) -> None:
    """Digits, signs, stars, spaces, drawn out letters, look-alikes, and misspellings of the nouns."""
    assert DISGUISES.see_through(written) == meant


@pytest.mark.parametrize(
    "ordinary",
    ["b12", "vitamin b6 and d3", "diet", "dye my hair", "dies", "skill", "150 per ml", "plan a b c", "mp3",
     "5 * 3", "covid19", "tie", "dice", "hill", "h2o"],
)  # fmt: skip
def test_ordinary_words_stay_what_they_are(ordinary: str) -> None:
    """A short word is never taken for a misspelling, nor a name with a digit for a disguise."""
    assert DISGUISES.see_through(ordinary) == fold(ordinary)


@pytest.mark.parametrize("filler", ["so it goes\u2026 ", "\ufdfa", "x", "a b ", "it's "])
def test_the_end_of_a_long_message_is_seen(filler: str) -> None:
    """The whole of Telegram's longest message is read, though one of its dots becomes three."""
    long = (filler * MAX_CHARS)[: MAX_CHARS - 20]
    assert DISGUISES.see_through(f"{long} kill myself").endswith("kill myself")


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read(text: str) -> None:
    """No text makes it raise, and what comes out is words with single spaces."""
    read = DISGUISES.see_through(text)
    assert read == " ".join(read.split())


def test_the_words_of_all_phrases_are_known(knowledge: Knowledge) -> None:
    """No folded word of an editor's phrase is bent into another."""
    flags = knowledge.red_flags
    words = {
        word
        for flag in flags.flags
        for phrase in flag.phrases
        for word in fold(phrase).split()
        if word.isascii()
    }
    disguises = Disguises(words, flags.check_typos)
    assert [word for word in sorted(words) if disguises.see_through(word) != word] == []
