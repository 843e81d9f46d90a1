"""The article's text in parts and sentences, each with its place."""

import pytest

from bot.knowledge.document import contains, longest_shared_run
from bot.knowledge.document.parsing import parse, words

HEADING = "What It Is"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text without headings."""
    return [sentence for part in parse(text, "a.txt", set()) for sentence in part.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "One cup. | Two cups! | Three? | None…",
        "It is for some, e.g. Tom, i.e. Tom and Ann. | Ann is well.",
        "Dr. Ann and Mr. Fig vs. Tom et al. Then home. | So it is.",
        "Less than 1.5 is low. | 150 per ml. | In some it is not.",
        "The U.S. Navy has it. | It has vitamin B. | However, it is old.",
        "“It is so.” | (It was.) | “Is it?” she said.",
        "It is so (see Fig. 2). | Then it ends.",
        "It has no full stop at the end, and yet it is much too long to be a heading of any kind anywhere",
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str) -> None:
    """Not at abbreviations, decimals and quotes that go on."""
    wanted = text.split(" | ")
    assert sentences(" ".join(wanted)) == wanted
    assert sentences("\n".join(wanted)) == wanted


def test_parts_and_sentences_know_their_places() -> None:
    """Line and column in the file, counted from 1, whatever signs and spaces stand before."""
    text = f"Before it. So.\n\n  ## {HEADING}\n\n  It is one. It\nis  two.\n"
    (before, part) = parse(text, "a.txt", {words(HEADING)})
    found = [part.heading, *before.sentences, *part.sentences]
    assert [(text, str(text.mark)) for text in found if text is not None] == [
        (HEADING, "a.txt:3:6"),
        ("Before it.", "a.txt:1:1"),
        ("So.", "a.txt:1:12"),
        ("It is one.", "a.txt:5:3"),
        ("It is two.", "a.txt:5:14"),
    ]
    assert before.heading is None


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("What It Is\nIt is so.", ["What It Is"]),
        ("It was so.\nWhat\nIt Is\nIt is so.", [None, "What It Is"]),
        ("What it is\nis not known.", [None]),
        ("It asks\nwhat it is\nand more.", [None]),
        ("What It Is\n\nAnother One\n\nIt is so.", ["What It Is", "Another One"]),
        ("It is so:\n\nthis and that.", [None]),
    ],
)
def test_a_heading_stands_alone(text: str, headings: list[str | None]) -> None:
    """A known one needs no blank lines; a line of prose that reads like one is none."""
    assert [part.heading for part in parse(text, "a.txt", {words(HEADING)})] == headings


def test_words_are_bare() -> None:
    """Without capitals, accents, apostrophes, unseen characters and look-alike letters."""
    assert words("Graves\u2019 caf\u00e9,\nB\u200b12 \u0441\u0430se-by") == (
        "graves",
        "cafe",
        "b12",
        "case",
        "by",
    )


def test_a_name_is_found_as_words() -> None:
    """In the plural too, but not inside another word."""
    text = words("The anemias of Graves' disease")
    assert contains(text, words("anemia"))
    assert contains(text, words("Graves disease"))
    assert not contains(text, words("emia"))
    assert not contains(text, words("disease of Graves"))


def test_the_longest_run_is_found() -> None:
    """Words in a row that both have."""
    assert longest_shared_run(words("it can lead to it"), words("so can lead it to")) == ("can", "lead")
    assert longest_shared_run(words("a"), words("b")) == ()
