"""How sure is sure enough: places the candidates of a question in a band.

A wrong medical answer is worse than none. `bot.evaluation.calibrate` weighs that and finds the thresholds, on
examples that the matcher was not shown; `knowledge/thresholds.yaml` holds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.knowledge import Kind, Thresholds
from bot.understanding.matcher import Candidate
from bot.understanding.scope import Extent

MOST = 4
"""Intents that are suggested, at most: five are a menu."""


class Band(StrEnum):
    """What may be done with the candidates."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Placed:
    """A band, with the candidates that it is about: the one to answer, those to suggest, or none."""

    band: Band
    candidates: tuple[Candidate, ...]


def place(
    candidates: Sequence[Candidate],
    kinds: Mapping[str, Kind],
    thresholds: Thresholds,
    extent: Extent = Extent.OURS,
) -> Placed:
    """Place candidates (best first) in a band.

    `kinds` says what each intent leads to, `extent` how far the message is ours: where it names another
    subject beside ours, nothing is answered outright, because the article may be silent on the two together.
    """
    if not candidates or extent is Extent.ELSEWHERE:
        return Placed(Band.FALLBACK, ())
    best = candidates[0]
    kind = kinds[best.intent]
    if best.score >= _needed(kind, thresholds) and not (kind is Kind.ANSWERED and extent is Extent.SHARED):
        return Placed(Band.FALLBACK, ()) if kind is Kind.OUT_OF_SCOPE else Placed(Band.ANSWER, (best,))
    answered = [candidate for candidate in candidates if kinds[candidate.intent] is Kind.ANSWERED]
    worth = [candidate for candidate in answered if candidate.score >= thresholds.suggested]
    if not worth or worth[0].score < thresholds.named:
        return Placed(Band.FALLBACK, ())
    return Placed(Band.SUGGEST, tuple(worth[:MOST]))


def _needed(kind: Kind, thresholds: Thresholds) -> int:
    match kind:
        case Kind.ANSWERED:
            return thresholds.answered
        case Kind.GAP:
            return thresholds.gaps
        case Kind.SMALL_TALK:
            return thresholds.smalltalk
        case Kind.OUT_OF_SCOPE:
            return thresholds.out_of_scope
        case _:
            assert_never(kind)
