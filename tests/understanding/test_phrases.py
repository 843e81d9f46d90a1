"""The pattern language of red_flags.yaml."""

import pytest

from bot.knowledge import Knowledge
from bot.understanding.phrases import compile_phrases


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
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, *, found: bool) -> None:
    """Words in their order, alternatives, up to four others, numbers; whole words only."""
    assert bool(compile_phrases([phrase]).search(text + " ")) is found


def test_no_phrases_find_nothing() -> None:
    """A red flag without harmless phrases takes nothing out of a message."""
    assert not compile_phrases([]).search("anything ")


def test_no_message_makes_a_phrase_slow(knowledge: Knowledge) -> None:
    """Every repetition is bounded but for the characters of one word, and none stands in another."""
    phrases = [phrase for flag in knowledge.red_flags.flags for phrase in (*flag.phrases, *flag.harmless)]
    pattern = compile_phrases(phrases).pattern
    for bounded in (r"(?:\S+ ){0,4}?", r"\d[\d.,]*\S* "):
        pattern = pattern.replace(bounded, "")
    assert not set("*+{}") & set(pattern.replace("(?<!\\S)", ""))
