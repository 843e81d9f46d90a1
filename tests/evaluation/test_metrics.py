"""Figures on questions few enough to count by hand."""

import pytest

from bot.evaluation.metrics import Labelled, auroc, best_mcc, mcc


def test_area_under_the_curve() -> None:
    """100 where every question in scope scores above every other, 50 where scores say nothing."""
    inside = [Labelled("a", "a", 80), Labelled("b", "b", 60)]
    assert auroc([*inside, Labelled("", "a", 50)]) == 100
    assert auroc([*inside, Labelled("", "a", 70)]) == 50
    assert auroc([*inside, Labelled("", "a", 60)]) == 75


def test_correlation() -> None:
    """1 if all labels are right, 0 if the same one is always given."""
    assert mcc([("a", "a"), ("b", "b"), ("", "")]) == 1
    assert mcc([("a", "a"), ("b", "a"), ("", "a")]) == 0
    assert mcc([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx(0.577, abs=0.001)


def test_the_best_threshold_is_found() -> None:
    """Below it a question counts as out of scope."""
    labelled = [Labelled("a", "a", 80), Labelled("b", "b", 60), Labelled("", "a", 40), Labelled("", "", 0)]
    assert best_mcc(labelled) == 1
