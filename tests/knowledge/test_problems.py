"""Problems, places, and texts that know theirs."""

from bot.knowledge import KnowledgeError, Mark, Problem, Text
from bot.knowledge.problems import NOWHERE

LATE = Problem(Mark("b.yaml", 10, 2), "late", "rule")
EARLY = Problem(Mark("b.yaml", 9, 30), "early", "rule")
FIRST = Problem(Mark("a.yaml", 11, 1), "first", "rule")


def test_an_error_prints_its_problems_in_reading_order() -> None:
    """By file, line and column as numbers, each once, one a line."""
    error = KnowledgeError([LATE, EARLY, FIRST, EARLY])
    assert error.problems == (FIRST, EARLY, LATE)
    assert str(error) == "a.yaml:11:1: first (rule)\nb.yaml:9:30: early (rule)\nb.yaml:10:2: late (rule)"


def test_a_text_is_a_str_that_knows_its_place() -> None:
    """It compares and hashes by its letters alone, wherever it was written."""
    text = Text("causes", Mark("intents.yaml", 8, 3))
    assert text == "causes"
    assert {"causes", text} == {text}
    assert (str(text.mark), Text("causes").mark) == ("intents.yaml:8:3", NOWHERE)
