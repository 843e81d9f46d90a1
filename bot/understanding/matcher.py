"""Which intent a question means: the linear model's best few, and how like each one's closest example is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, log

import numpy as np

from bot.knowledge import FULL_SCORE, Calibration
from bot.understanding.fuzzy import ExampleIndex, WordSet
from bot.understanding.model import TINY, Bag, LinearModel, stem
from bot.understanding.text import Text

MOST = 4
"""Intents that are compared string by string, returned and suggested, at most: five are a menu."""
LIKENESS = 3.0
"""What an example of the very same words counts, in log-odds."""

Examples = Mapping[str, str]
"""By intent, or facet, the examples as they are compared: one a line, the shortest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a question may mean."""

    intent: str
    score: float
    """0 to 100: of questions with 80, about four in five are matched rightly."""
    example: str
    """The intent's example that is closest to the question, as it is compared …"""
    likeness: float
    """… and how like it is, 0 to 1."""
    evidence: tuple[float, float] = (0.0, 0.0)
    """What speaks for the intent by itself, and its log-odds: what the score was made of."""


class Matcher:
    """Compares read messages with what was learnt of the examples of some intents."""

    def __init__(
        self, model: LinearModel, examples: Examples, calibration: Calibration | None = None
    ) -> None:
        """Match by a model, and by the examples of each intent."""
        self._model = model
        self._indexes = [ExampleIndex(examples[intent]) for intent in model.classes]
        self._known = WordSet.of(chain.from_iterable(map(str.splitlines, examples.values())))
        self._calibration = calibration or Calibration()

    def candidates(self, words: Sequence[str], bag: Bag) -> tuple[Candidate, ...]:
        """Return the intents that words, and their features, may mean, best first.

        There are none only where there are no words.
        """
        if not words:
            return ()
        scores, text = self._model.scores(bag), as_compared(words)
        # What speaks for others by so much less is made up for by no likeness.
        least = scores.max() - LIKENESS
        best = [at for at in scores.argsort()[: -MOST - 1 : -1].tolist() if scores[at] >= least]
        closest = {at: self._indexes[at].closest(text) for at in best}
        for at, (likeness, _) in closest.items():
            scores[at] += LIKENESS * likeness
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        found = (self._candidate(at, float(scores[at]), float(shares[at]), *closest[at]) for at in best)
        return tuple(sorted(found, key=lambda candidate: -candidate.score))

    def knows(self, words: Sequence[str]) -> bool:
        """Say whether words are an example of any intent, word for word."""
        text = as_compared(words)
        return bool(text) and text in self._known

    def _candidate(self, at: int, strength: float, share: float, likeness: float, example: str) -> Candidate:
        odds, by = log(share / max(1 - share, TINY)), self._calibration
        score = FULL_SCORE / (1 + exp(-(by.bias + by.strength * strength + by.odds * odds)))
        # What an editor wrote down for an intent is that intent's, whatever else it is like.
        score = FULL_SCORE if likeness == 1 else score
        return Candidate(self._model.classes[at], score, example, likeness, (strength, odds))


def as_compared(words: Sequence[str]) -> str:
    """Return words as they are compared with examples."""
    return " ".join(map(stem, words))


def as_lines(examples: Iterable[Sequence[str]]) -> str:
    """Return the words of examples as `Examples` has them, no two that are compared alike."""
    return "\n".join(sorted({*map(as_compared, examples)}, key=lambda one: (len(one), one)))


@dataclass(frozen=True, slots=True)
class LearntFacets:
    """What was learnt of the facets of one intent."""

    model: LinearModel
    examples: Examples
    """By facet."""


class FacetFinder:
    """Tells which facet of an intent a question asks."""

    def __init__(self, learnt: Mapping[str, LearntFacets]) -> None:
        self._matchers = {intent: Matcher(ones.model, ones.examples) for intent, ones in learnt.items()}

    def find(self, intent: str, text: Text) -> str:
        """Return the facet that a text asks of an intent; empty where it has none, or nothing tells."""
        matcher = self._matchers.get(intent)
        best = next(iter(matcher.candidates(text.words, text.bag)), None) if matcher else None
        return best.intent if best else ""
