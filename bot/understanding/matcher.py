"""Which intent a question means: the linear model's best few, and how like each one's closest example is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from bot.knowledge import FULL_SCORE, Calibration
from bot.understanding.features import Bag, stem
from bot.understanding.fuzzy import Likeness
from bot.understanding.model import TINY, LinearModel

MOST = 4
"""Intents that are compared string by string, returned and suggested, at most: five are a menu."""
LIKENESS = 3.0
"""What an example of the very same words counts, in log-odds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a question may mean."""

    intent: str
    score: float
    """0 to 100: of questions with 80, about four in five are matched rightly."""
    example: str
    """The intent's example that is closest to the question …"""
    likeness: float
    """… and how like it is, 0 to 1."""
    evidence: tuple[float, float] = (0.0, 0.0)
    """What speaks for the intent by itself, and its log-odds: what the score was made of."""


class Matcher:
    """Compares read messages with what was learnt of the examples of some intents."""

    def __init__(
        self, model: LinearModel, likeness: Mapping[str, Likeness], calibration: Calibration
    ) -> None:
        self._model = model
        self._likeness = [likeness[intent] for intent in model.classes]
        self._calibration = calibration

    def candidates(self, words: Sequence[str], bag: Bag) -> tuple[Candidate, ...]:
        """Return the intents that words, and their features, may mean, best first.

        There are none only where nothing at all is known.
        """
        scores = self._model.scores(bag)
        if scores is None:
            return ()
        text = as_compared(words)
        best = scores.argsort()[: -MOST - 1 : -1].tolist()
        closest = [self._likeness[at].closest(text) for at in best]
        scores[best] += [LIKENESS * likeness for likeness, _ in closest]
        shares = np.exp(scores - scores.max())
        odds = np.log(shares[best] / np.maximum(shares.sum() - shares[best], TINY))
        if not text:
            closest = [(0.0, example) for _, example in closest]
        found = map(self._candidate, best, scores[best].tolist(), odds.tolist(), closest)
        return tuple(sorted(found, key=lambda candidate: (-candidate.score, -candidate.evidence[0])))

    def knows(self, words: Sequence[str]) -> bool:
        """Say whether words are an example of any intent, word for word."""
        text = as_compared(words)
        return bool(text) and any(likeness.knows(text) for likeness in self._likeness)

    def _candidate(self, at: int, strength: float, odds: float, closest: tuple[float, str]) -> Candidate:
        by, (likeness, example) = self._calibration, closest
        score = FULL_SCORE / (1 + exp(-(by.bias + by.strength * strength + by.odds * odds)))
        # What an editor wrote down for an intent is that intent's, whatever else it is like.
        score = FULL_SCORE if likeness == 1 else score
        return Candidate(self._model.classes[at], score, example, likeness, (strength, odds))


def as_compared(words: Sequence[str]) -> str:
    """Return words as they are compared with examples."""
    return " ".join(map(stem, words))
