"""The pattern language of red_flags.yaml."""

import time

import pytest

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


def test_no_message_makes_a_phrase_slow() -> None:
    """Every repetition is bounded: the longest message takes time in proportion to its length."""
    pattern = compile_phrases([".. a .. a .. a .. b", "(a|a a|) .. (a|) .. c"])

    def seconds(words: int) -> float:
        start = time.perf_counter()
        assert not pattern.search("a " * words)
        return time.perf_counter() - start

    assert min(seconds(1600) for _ in range(3)) < 20 * min(seconds(200) for _ in range(3)) + 0.01
