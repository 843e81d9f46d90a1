"""Which intent a question means: the linear model's best few, and how like each one's closest example is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from bot.knowledge import FULL_SCORE, Calibration
from bot.understanding.features import of_question, stem
from bot.understanding.fuzzy import Likeness
from bot.understanding.model import LinearModel

CLOSEST = 5
"""Intents that are compared string by string, and returned."""
LIKENESS = 3.0
"""What an example of the very same words counts, in log-odds."""
FAR = 8.0
"""Log-odds by which an intent may be behind the best, at most, to be compared string by string."""
TINY = 1e-9
"""Odds that are as good as none."""


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

    def candidates(self, words: Sequence[str], marks: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """Return the intents that words may mean, best first; empty only where nothing at all is known."""
        found = self._model.scores(of_question(words, marks))
        if found is None:
            return ()
        scores: list[float] = found.tolist()
        text = as_compared(words)
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:CLOSEST]
        least = scores[best[0]] - FAR
        closest = {at: self._likeness[at].closest(text) if scores[at] > least else (0.0, "") for at in best}
        for at, (likeness, _) in closest.items():
            scores[at] += LIKENESS * likeness
        most = max(scores)
        total = sum(exp(score - most) for score in scores)
        candidates = [
            self._candidate(at, scores[at], _log_odds(exp(scores[at] - most), total), *closest[at])
            for at in best
        ]
        return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent)))

    def _candidate(self, at: int, strength: float, odds: float, likeness: float, example: str) -> Candidate:
        by = self._calibration
        score = FULL_SCORE / (1 + exp(-(by.bias + by.strength * strength + by.odds * odds)))
        return Candidate(self._model.classes[at], score, example, likeness, (strength, odds))


def _log_odds(mine: float, total: float) -> float:
    return log(max(mine, TINY) / max(total - mine, TINY))


def as_compared(words: Sequence[str]) -> str:
    """Return words as they are compared with examples."""
    return " ".join(map(stem, words))
