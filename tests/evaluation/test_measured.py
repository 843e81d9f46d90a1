"""What each threshold does to the questions that it decides on."""

from bot.evaluation.measured import Decided, sweeps
from bot.knowledge import Kind, Thresholds

THRESHOLDS = Thresholds(answered=60, unnamed=70, gaps=40, smalltalk=30, suggested=20)


def test_a_question_is_right_wrong_or_silent_by_the_score_of_what_is_best() -> None:
    """Believed from the threshold on; what our subject's name decides has one of its own."""
    right = Decided("causes", is_named=True, candidates=[(Kind.ANSWERED, "causes", 80.0)])
    wrong = Decided("causes", is_named=True, candidates=[(Kind.ANSWERED, "foods", 65.0)])
    unnamed = Decided("causes", is_named=False, candidates=[(Kind.ANSWERED, "causes", 90.0)])
    elsewhere = Decided("fallback", is_named=False, candidates=[(Kind.OUT_OF_SCOPE, "other", 90.0)])
    found = {one.name: one for one in sweeps(THRESHOLDS, [right, wrong, unnamed, elsewhere])}
    assert sorted(found) == ["answered", "unnamed"]
    answered = found["answered"]
    assert answered.chosen == 60
    at = [
        (answered.right[score], answered.wrong[score], answered.silent[score]) for score in (60, 65, 66, 81)
    ]
    assert at == [(1, 1, 0), (1, 1, 0), (1, 0, 1), (0, 0, 2)]
    assert found["unnamed"].right[90] == 1


def test_what_is_not_answered_is_right_if_its_button_is_shown() -> None:
    """And wrong where there are only other buttons."""
    candidates = [(Kind.ANSWERED, "foods", 50.0), (Kind.ANSWERED, "causes", 30.0)]
    (_, suggested) = sweeps(THRESHOLDS, [Decided("causes", is_named=True, candidates=candidates)])
    assert suggested.name == "suggested"
    at = [(suggested.right[score], suggested.wrong[score], suggested.silent[score]) for score in (20, 31, 51)]
    assert at == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
