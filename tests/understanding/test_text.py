"""How messages are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Text, Vocabulary
from bot.understanding.folding import MAX_CHARS
from bot.understanding.text import MAX_WORDS, UNNAMED, TextReader
from tests.real import real_knowledge

COUNTS = {
    "absorption": 5,
    "what": 20,
    "causes": 20,
    "deficiency": 9,
    "is": 9,
    "treatment": 9,
    "it": 9,
    "of": 9,
}
READER = TextReader(real_knowledge().vocabulary, COUNTS, {"abortion", "treatise"})


@pytest.mark.parametrize("end", ["", " deficiency", "?"])
@pytest.mark.parametrize(
    "spelling",
    [
        *(
            "b12",
            "B 12",
            "B-12",
            "b.12",
            "B_12",
            "b12s",
            "b 12 vitamin",
            "vitamin b12",
            "vitamin b-12",
            "vit. b 12",
        ),
        *(
            "Vitamin B\u2081\u2082",
            "vitb12",
            "Vit-B12",
            "vitaminb12",
            "vitamin B - 12",
            "VITAMIN B12",
            "cobalamin",
        ),
        *("cobalamine", "b twelve", "\u041212", "\uff22\uff11\uff12", "B\u200b12", "bb12", "b122"),
    ],
)
def test_every_spelling_of_the_subject(spelling: str, end: str) -> None:
    assert READER.read(f"what is {spelling}{end}").words == READER.read(f"what is b12{end}").words


def test_words_are_repaired_but_not_real_ones() -> None:
    assert "absorption" in READER.read("absorbtion of b12").words
    assert READER.read("abortion").words == ("abortion",)
    assert READER.read("treatise").words == ("treatise",)
    assert "absorption" in READER.read("abosrption").words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("w h a t  c a u s e s it", "what causes it"),
        ("w h a t c a u s e s", "whatcauses"),
        ("vitamin b 1 2", "vitamin b 1 2"),
        ("plan a b c", "plan a b c"),
    ],
)
def test_letters_typed_apart(typed: str, meant: str) -> None:
    """Four or more; wider spaces part words."""
    assert READER.read(typed).words == READER.read(meant).words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("symptoms of pernicious anaemia", {"condition"}),
        ("symptoms of iron deficiency anemia", {"disease"}),
        ("is metformin bad for my dog", {"medicine", "animal"}),
        ("what is the weather", set()),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    """Of overlapping names the longest counts."""
    assert READER.read(text).names == names


def test_the_subject_is_named_by_its_name_or_by_one_of_ours() -> None:
    for text, named in (
        ("b12", True),
        ("pernicious anemia", True),
        ("methylcobalamin", True),
        ("iron", False),
    ):
        assert READER.read(text).is_named is named, text


def test_marks_tell_what_names_stand_there_and_a_missing_subject() -> None:
    assert READER.read("is iron deficiency anemia bad").marks == ["{disease}", UNNAMED]
    assert UNNAMED not in READER.read("is b12 bad").marks


def test_of_a_story_the_end_is_read() -> None:
    story = READER.read(f"{'word ' * 100}what causes b12 deficiency")
    assert len(story.words) <= MAX_WORDS
    assert story.words[-4:] == READER.read("what causes b12 deficiency").words


def test_the_longest_synonym_counts_and_fillers_do_not() -> None:
    jab, flu_jab, *fillers = (Text(text) for text in ("jab", "flu jab", "please", "quick question"))
    vocabulary = Vocabulary(synonyms={"shots": (jab,), "flu": (flu_jab,)}, fillers=tuple(fillers))
    reader = TextReader(vocabulary, {})
    assert reader.read("quick question, flu jab or jab please").words == ("flu", "or", "shots")


@given(st.text(max_size=300) | st.text(min_size=1, max_size=4).map(lambda text: text * MAX_CHARS))
def test_whatever_is_typed_is_read(text: str) -> None:
    """Words without spaces, no more than are matched, and the same every time."""
    read = READER.read(text)
    assert all(word and not word[0].isspace() for word in read.words)
    assert read == READER.read(text)
