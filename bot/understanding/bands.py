"""How sure is sure enough: places the candidates of a question in a band.

A wrong medical answer is worse than none, so an answer needs more than a gap, which claims nothing. The
thresholds were read off five folds of the examples (each question matched by the other four fifths), where
every question is worded unlike the examples it is matched with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge import Kind
from bot.understanding.matcher import Candidate
from bot.understanding.scope import Extent

THRESHOLDS = {Kind.ANSWERED: 55.0, Kind.GAP: 40.0, Kind.SMALL_TALK: 55.0, Kind.OUT_OF_SCOPE: 40.0}
"""The score from which the best candidate is taken at its word, by what it leads to."""
SUGGESTED = 8.0
"""The score from which an answered intent is worth a button."""
NAMED = 25.0
"""The score that the best suggestion must reach; below, suggesting would be guessing."""
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


def place(candidates: Sequence[Candidate], kinds: Mapping[str, Kind], extent: Extent = Extent.OURS) -> Placed:
    """Place candidates (best first) in a band.

    `kinds` says what each intent leads to, `extent` how far the message is ours: where it names another
    subject beside ours, nothing is answered outright, because the article may be silent on the two together.
    """
    if not candidates or extent is Extent.ELSEWHERE:
        return Placed(Band.FALLBACK, ())
    best = candidates[0]
    kind = kinds[best.intent]
    if best.score >= THRESHOLDS[kind] and not (kind is Kind.ANSWERED and extent is Extent.SHARED):
        return Placed(Band.FALLBACK, ()) if kind is Kind.OUT_OF_SCOPE else Placed(Band.ANSWER, (best,))
    answered = [candidate for candidate in candidates if kinds[candidate.intent] is Kind.ANSWERED]
    worth = [candidate for candidate in answered if candidate.score >= SUGGESTED]
    if not worth or best.score < NAMED:
        return Placed(Band.FALLBACK, ())
    return Placed(Band.SUGGEST, tuple(worth[:MOST]))
