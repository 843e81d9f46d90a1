"""The pattern language of red_flags.yaml."""

from random import Random
from time import process_time

import pytest

from bot.knowledge import Knowledge
from bot.understanding.phrases import Phrases, alternatives, words_of


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("kill myself", "i will kill myself now", True),
        ("kill myself", "skill myself", False),
        ("kill myself", "kill the light myself", False),
        ("(kill|hurt) myself", "hurt myself", True),
        ("(really|) tired", "tired", True),
        ("(not|no longer) here", "no longer here", True),
        ("my .. level is", "my vitamin b12 blood level is", True),
        ("my .. level is", "my one two three four five level is", False),
        ("level is #", "level is 141.5", True),
        ("level is #", "level is 98pg", True),
        ("level is #", "level is low", False),
        ("don't want", "do not want", True),
        ("b12", "b12", True),
        ("is #", "is b 12", False),
        (".. myself", "i hurt myself", True),
        ("pregnant & b12", "b12 while i am pregnant", True),
        ("pregnant & b12", "i am pregnant", False),
        ("(a (b|c)|d) e", "a c e", True),
        ("(a (b|c)|d) e", "d e", True),
        ("(a (b|c)|d) e", "a e", False),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, *, found: bool) -> None:
    """Words in order, alternatives, up to four others, numbers, two phrases anywhere; whole words only."""
    assert bool(Phrases([phrase]).search(text.split())) is found


def test_no_phrases_find_nothing() -> None:
    """A red flag without harmless phrases takes nothing out of a message."""
    text = ["anything"]
    assert Phrases([]).search(text) is None
    assert Phrases([]).without(text) is text


def test_phrases_are_taken_out_wherever_they_stand() -> None:
    """What is left is the rest, in its order."""
    text = ["i", "am", "dying", "to", "know", "lol", "but", "dying"]
    assert Phrases(["dying to", "lol"]).without(text) == ["i", "am", "know", "but", "dying"]


def test_all_phrases_of_a_message_are_found() -> None:
    """In their own order, each with the words that are it."""
    text = ["so", "first", "one", "of", "all", "then", "second"]
    found = Phrases(["second", "third", "first .. of all"]).found(text)
    assert list(found) == [(0, "second"), (2, "first one of all")]


def test_all_words_of_phrases_are_known() -> None:
    """Disguises are seen through only to words that a phrase has."""
    assert words_of(["(kill|hurt) my self & .. now #", "do not"]) == {
        *["kill", "hurt", "my", "self", "now", "do", "not"]
    }


def test_no_message_makes_a_phrase_slow(knowledge: Knowledge) -> None:
    """The longest message of all words that phrases have, in any order, is searched in a moment."""
    flags = knowledge.red_flags.flags
    phrases = [phrase for flag in flags for phrase in (*flag.phrases, *flag.harmless, *flag.cues)]
    words = sorted(words_of(phrases))
    random = Random(12)  # noqa: S311 - a choice, not a secret
    text = random.choices(words, k=1_000)
    known = Phrases(phrases)
    start = process_time()
    known.without(text)
    assert process_time() - start < 0.1


def test_a_phrase_can_be_written_out() -> None:
    """As each of the texts that it stands for, folded, an empty choice included."""
    texts = alternatives("(don't|never) ask (me|us (again|)|)")
    assert list(texts) == [
        f"{no} ask{whom}" for no in ("do not", "never") for whom in (" me", " us again", " us", "")
    ]
