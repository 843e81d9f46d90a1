"""How well scores tell what is in scope, on questions few enough to count by hand."""

import pytest

from bot.evaluation.versus import separation

CASES = [
    ("every question in scope scores above every other", 50.0, 100, 1),
    ("one in scope scores below one that is not", 70.0, 50, 0.612),
    ("a tie counts half", 60.0, 75, 0.612),
]


@pytest.mark.parametrize(
    ("outside", "auroc", "mcc"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_scores_in_scope_are_told_from_others(outside: float, auroc: float, mcc: float) -> None:
    """Below the best threshold a question counts as out of scope."""
    found = separation(["a", "b", ""], ["a", "b", "a"], [80.0, 60.0, outside])
    assert list(found) == pytest.approx([auroc, mcc], abs=0.001)
