"""How near a statement is to a sentence: what they share, rare words counting more."""

from collections import Counter
from collections.abc import Collection, Iterable
from math import log

from bot.knowledge.document.words import words
from bot.knowledge.problems import Text

MARGIN = 5.0
"""How much nearer another sentence must be: by two rare words, or by more that are common."""
_STEM = 5
"""Letters by which forms of a word are the same: absorb, absorption."""


class Nearness:
    """Nearness to each of some sentences."""

    def __init__(self, sentences: Collection[Text]) -> None:
        self._stems = [(sentence, _stems(sentence)) for sentence in sentences]
        counts = Counter(stem for _, stems in self._stems for stem in stems)
        self._weights = {stem: log(len(self._stems) / count) for stem, count in counts.items()}

    def clearly_nearer(self, text: str, cited: Iterable[Text]) -> Text | None:
        """Return the nearest sentence if it is nearer than all of `cited` by the margin, or None."""
        stems = _stems(text)
        near = [(sum(self._weights[stem] for stem in stems & of), sentence) for sentence, of in self._stems]
        mine = max((score for score, sentence in near if any(sentence is one for one in cited)), default=0.0)
        best, nearest = max(near, key=lambda scored: scored[0])
        return nearest if best > mine + MARGIN else None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text)}
