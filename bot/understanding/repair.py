"""Reads a word that no example uses as the known word it was probably meant to be."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.understanding.remembered import Remembered

SHORTEST = 3
"""Letters below which nothing can be told."""
ONE_EDIT, TWO_EDITS = 5, 8
"""Letters from which a word may be off by one edit, or by two. Shorter ones may only have letters swapped:
too many of them are one edit from another real word (tire and time, call and cell) …"""
COMMON = 8
"""… unless the other is one of four letters or more that is used so often: what, does, have, long."""
LONGEST = 25
"""Letters beyond which no edit distance is worth its time."""


class WordRepair:
    """Finds the nearest known word by optimal string alignment: neighbours swapped count as one edit."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Know words with how often each is used; among equally near words the more frequent one wins."""
        self._counts = dict(counts)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._counts):
            self._by_length[len(word)].append(word)
        self._repaired = Remembered(self._repair)

    def repair(self, words: list[str]) -> list[str]:
        """Return words with those for which no example is known read as the nearest known ones, if any."""
        unknown = set(words).difference(self._counts)
        if not unknown:
            return words
        return list(
            chain.from_iterable([self._repaired[word] if word in unknown else (word,) for word in words])
        )

    def _repair(self, word: str) -> list[str]:
        """Return the known word nearest to an unknown one, or two that were run together, or itself."""
        nearest = self._nearest(word)
        return [nearest] if nearest else self._split(word) or [word]

    def _nearest(self, word: str) -> str | None:
        if not SHORTEST <= len(word) <= LONGEST or any(character.isdigit() for character in word):
            return None
        edits = 2 if len(word) >= TWO_EDITS else 1
        lengths = range(max(SHORTEST, len(word) - edits), len(word) + edits + 1)
        known = [candidate for length in lengths for candidate in self._by_length.get(length, ())]
        found = extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
        near = [
            (distance, candidate[0] != word[0], -self._counts[candidate], candidate)
            for candidate, distance, _ in found
            if self._may_be(word, candidate)
        ]
        return min(near)[3] if near else None

    def _may_be(self, word: str, candidate: str) -> bool:
        """Say whether a typing person may have meant `candidate`, which is near."""
        if sorted(candidate) == sorted(word):
            return True
        same_start = candidate[0] == word[0]
        if len(word) < ONE_EDIT:
            return same_start and len(candidate) >= ONE_EDIT - 1 and self._counts[candidate] >= COMMON
        return same_start or len(word) >= TWO_EDITS

    def _split(self, word: str) -> list[str]:
        halves = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        known = [pair for pair in halves if all(half in self._counts for half in pair)]
        return list(max(known, key=lambda pair: min(map(self._counts.__getitem__, pair)))) if known else []
