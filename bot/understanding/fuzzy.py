"""The one home of rapidfuzz: repairs words, and says how like a question is to the examples and labels."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, product
from typing import Self

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract, extractOne

from bot.understanding.folding import REMEMBERED
from bot.understanding.model import UINT32, checksum

ONE_EDIT, TWO_EDITS = 5, 8
"""Letters from which a word may be off by one edit, or by two. Shorter ones may only have letters swapped:
too many of them are one edit from another real word (tire and time, call and cell)."""
COMPARED = 40
"""Examples of an intent that a question is compared with, those nearest in length."""


class WordSet:
    """Very many words, or texts, in little memory: the checksum of each, in order."""

    def __init__(self, checksums: Iterable[int] = ()) -> None:
        self.checksums = array(UINT32, checksums)

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """Return the set of some words."""
        return cls(sorted(map(checksum, words)))

    def __contains__(self, word: object) -> bool:
        return self.find(str(word)) is not None

    def find(self, word: str) -> int | None:
        """Return the place of a word in the order; None if it is none of them."""
        found = checksum(word)
        at = bisect_left(self.checksums, found)
        return at if at < len(self.checksums) and self.checksums[at] == found else None


class TextNumbers:
    """Very many texts in little memory, each with a number; of two alike, the first counts."""

    def __init__(self, numbered: Iterable[tuple[str, int]], variant: Callable[[str], str]) -> None:
        """Know texts, and behind all of them a variant of each."""
        texts, variants, numbers = array(UINT32), array(UINT32), array(UINT32)
        for text, number in numbered:
            texts.append(checksum(text))
            variants.append(checksum(variant(text)))
            numbers.append(number)
        known, first = np.unique(np.array(texts + variants), return_index=True)
        self._texts = WordSet(known)
        self._numbers = np.array(numbers + numbers)[first]

    def find(self, text: str) -> int | None:
        """Return the number of a text; None if it is none of them."""
        place = self._texts.find(text)
        return None if place is None else int(self._numbers[place])


class WordRepair:
    """Finds the nearest known word by optimal string alignment: neighbours swapped count as one edit."""

    def __init__(self, counts: Mapping[str, int], english: Container[str] = ()) -> None:
        """Know words with how often each is used, and other English words, which are left as they are."""
        self._counts = counts
        self._english = english
        self._near: dict[tuple[int, str], list[str]] = defaultdict(list)
        """Words that another may be, by length and each of their first two letters, of which one is right."""
        for word in sorted(counts):
            for letter in {*word[:2]}:
                self._near[len(word), letter].append(word)
        self._longest = max(map(len, counts), default=0)
        self._repaired = lru_cache(REMEMBERED)(self._repair)

    def __contains__(self, word: object) -> bool:
        """Say whether a word is left as it is."""
        return word in self._counts or word in self._english

    def repair(self, words: Iterable[str]) -> list[str]:
        """Return the words, each that is not English as the nearest known one, or as two known ones."""
        return list(chain.from_iterable(map(self._repaired, words)))

    def _repair(self, word: str) -> tuple[str, ...]:
        nearest = word if word in self else self._nearest(word)
        return (nearest,) if nearest else self._split(word) or (word,)

    def _nearest(self, word: str) -> str | None:
        """Return the known word that a typing person may have meant."""
        if any(map(str.isdigit, word)):
            return None
        edits = 2 if len(word) >= TWO_EDITS else 1
        keys = product(range(len(word) - edits, len(word) + edits + 1), {*word[:2]})
        known = list(chain.from_iterable(self._near.get(key, ()) for key in keys))
        found = extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
        near = [
            (distance, one[0] != word[0], -self._counts[one], one)
            for one, distance, _ in found
            if _may_be(word, one)
        ]
        return min(near)[3] if near else None

    def _split(self, word: str) -> tuple[str, ...]:
        """Return two known words that were run together; none where there are none."""
        halves = [(word[:at], word[at:]) for at in range(2, min(len(word) - 1, self._longest + 1))]
        known = [pair for pair in halves if all(half in self._counts for half in pair)]
        return max(known, key=lambda pair: min(map(self._counts.__getitem__, pair)), default=())


def _may_be(word: str, near: str) -> bool:
    """Say whether a typing person may have meant a word that is near.

    Letters may be swapped in any word; the first one may be wrong in a long word only.
    """
    may_be_off = len(word) >= TWO_EDITS or (
        near[0] == word[0] and (len(word) >= ONE_EDIT or len(near) >= ONE_EDIT - 1)
    )
    return may_be_off or sorted(near) == sorted(word)


class ExampleIndex:
    """Compares a question as a whole with the examples of one intent, which a bag of features can't."""

    def __init__(self, examples: str) -> None:
        """Know examples as they are compared, one a line, the shortest first: little memory holds them."""
        self._examples = examples
        self._lengths = array(UINT32, map(len, examples.splitlines()))
        self._starts = array(UINT32, accumulate((length + 1 for length in self._lengths), initial=0))

    def closest(self, text: str) -> tuple[float, str]:
        """Return how like the closest example is (0 to 1), and its text; only those near in length count."""
        first = bisect_left(self._lengths, len(text)) - COMPARED // 2
        first = max(0, min(first, len(self._lengths) - COMPARED))
        behind = min(first + COMPARED, len(self._lengths))
        near = self._examples[self._starts[first] : self._starts[behind]].splitlines()
        if not (text and near):
            return 0.0, ""
        example, ratio, _ = extractOne(text, near, scorer=fuzz.ratio)
        return ratio / 100, example


def one_slip(text: str, known: Collection[str]) -> str | None:
    """Return the first known text that another is, but for one slip of the finger."""
    found = extractOne(text, known, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None


def same_label(text: str, labels: Sequence[str]) -> str | None:
    """Return the label that a folded message is, give or take a slip."""
    found = extractOne(text, labels, scorer=fuzz.ratio, score_cutoff=90)
    return found[0] if found else None


def groups(texts: Iterable[str]) -> list[list[str]]:
    """Return texts in groups of those that are like the first one, whatever the order of their words."""
    found: dict[str, list[str]] = {}
    for text in texts:
        first = extractOne(text, list(found), scorer=fuzz.token_sort_ratio, score_cutoff=65)
        found.setdefault(first[0] if first else text, []).append(text)
    return list(found.values())
