"""How well scores tell questions in scope from those out of scope, and labels from each other."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

TRIED = 100
"""Thresholds that are tried for the best correlation, at most."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question that was labelled; an empty label says that it is out of scope."""

    asked: str
    given: str
    score: float


def auroc(labelled: Sequence[Labelled]) -> float:
    """Return the area under the ROC curve, in scope against out of scope: 50 is chance, 100 is best."""
    inside = [one.score for one in labelled if one.asked]
    outside = sorted(one.score for one in labelled if not one.asked)
    below = sum(bisect_left(outside, score) + bisect_right(outside, score) for score in inside) / 2
    return 100 * below / max(1, len(inside) * len(outside))


def best_mcc(labelled: Sequence[Labelled]) -> float:
    """Return the best correlation over all thresholds below which a question counts as out of scope."""
    scores = sorted({one.score for one in labelled})
    thresholds = scores[:: max(1, ceil(len(scores) / TRIED))]
    return max(
        mcc([(one.asked, one.given if one.score >= threshold else "") for one in labelled])
        for threshold in thresholds
    )


def mcc(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Matthews' correlation coefficient for many classes (Gorodkin 2004): 0 is chance, 1 best."""
    number = len(pairs)
    right = sum(asked == given for asked, given in pairs)
    asked, given = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    both = sum(asked[label] * given[label] for label in asked)
    spread = sqrt((number**2 - _squares(asked)) * (number**2 - _squares(given)))
    return (right * number - both) / spread if spread else 0.0


def _squares(counts: Counter[str]) -> int:
    return sum(count * count for count in counts.values())
