"""The one home of rapidfuzz: repairs words, and says how like a question is to the examples and labels."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract, extractOne

from bot.understanding.folding import REMEMBERED

LONGEST = 25
"""Letters of a word that is repaired, at most: more are not worth the time."""
ONE_EDIT, TWO_EDITS = 5, 8
"""Letters from which a word may be off by one edit, or by two. Shorter ones may only have letters swapped:
too many of them are one edit from another real word (tire and time, call and cell)."""
COMPARED = 40
"""Examples of an intent that a question is compared with, those nearest in length."""


class WordRepair:
    """Finds the nearest known word by optimal string alignment: neighbours swapped count as one edit."""

    def __init__(self, counts: Mapping[str, int], english: Iterable[str] = ()) -> None:
        """Know words with how often each is used, and other English words, which are left as they are."""
        self._counts = dict(counts)
        self.right = frozenset(chain(counts, english))
        """All words that are left as they are."""
        self._near: dict[tuple[int, str], list[str]] = defaultdict(list)
        """Words that another may be, by length, and by first letter or all letters sorted, or any (empty)."""
        for word in sorted(self._counts):
            for key in {"", word[0], "".join(sorted(word))}:
                self._near[len(word), key].append(word)
        self._repaired = lru_cache(REMEMBERED)(self._repair)

    def repair(self, words: Iterable[str]) -> list[str]:
        """Return the words, each that is not English as the nearest known one, or as two known ones."""
        return list(chain.from_iterable(map(self._repaired, words)))

    def _repair(self, word: str) -> tuple[str, ...]:
        nearest = word if word in self.right else self._nearest(word)
        return (nearest,) if nearest else self._split(word) or (word,)

    def _nearest(self, word: str) -> str | None:
        if len(word) > LONGEST or any(character.isdigit() for character in word):
            return None
        edits = 2 if len(word) >= TWO_EDITS else 1
        # Only of a long word may the first letter be wrong, or else it has the same letters.
        keys = {""} if len(word) >= TWO_EDITS else {word[0], "".join(sorted(word))}
        lengths = range(len(word) - edits, len(word) + edits + 1)
        found = chain.from_iterable(
            extract(
                word, self._near.get((length, key), ()), scorer=OSA.distance, score_cutoff=edits, limit=None
            )
            for length in lengths
            for key in keys
        )
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
            return same_start and len(candidate) >= ONE_EDIT - 1
        return same_start or len(word) >= TWO_EDITS

    def _split(self, word: str) -> tuple[str, ...]:
        """Return two known words that were run together; none where there are none."""
        halves = [(word[:at], word[at:]) for at in range(2, min(len(word), LONGEST) - 1)]
        known = [pair for pair in halves if all(half in self._counts for half in pair)]
        return max(known, key=lambda pair: min(map(self._counts.__getitem__, pair)), default=())


def one_slip(text: str, known: Collection[str]) -> str | None:
    """Return the first known text that another is, but for one slip of the finger."""
    found = extractOne(text, known, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None


class Likeness:
    """Compares a question as a whole with the examples of one intent, which a bag of features can't."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        """Know examples: each as it is compared, and as it is written."""
        ordered = in_order(examples)
        self._compared = [compared for compared, _ in ordered]
        self._written = [written for _, written in ordered]
        self._lengths = list(map(len, self._compared))

    def knows(self, text: str) -> bool:
        """Say whether a question is one of the examples."""
        first, behind = (side(self._lengths, len(text)) for side in (bisect_left, bisect_right))
        return text in self._compared[first:behind]

    def closest(self, text: str) -> tuple[float, str]:
        """Return how like the closest example is (0 to 1), and its text; only those near in length count."""
        first = bisect_left(self._lengths, len(text)) - COMPARED // 2
        first = max(0, min(first, len(self._lengths) - COMPARED))
        near = self._compared[first : first + COMPARED]
        if not near:
            return 0.0, ""
        _, ratio, at = extractOne(text, near, scorer=fuzz.ratio)
        return ratio / 100, self._written[first + at]


def in_order(examples: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return examples by length: kept like that, those that are compared with one question lie together."""
    return tuple(sorted(examples, key=lambda pair: (len(pair[0]), pair)))


def groups(texts: Iterable[str], least: float = 65.0) -> list[list[str]]:
    """Return texts in groups of those that are like the first one, whatever the order of their words."""
    found: dict[str, list[str]] = {}
    for text in texts:
        first = extractOne(text, list(found), scorer=fuzz.token_sort_ratio, score_cutoff=least)
        found.setdefault(first[0] if first else text, []).append(text)
    return list(found.values())


def same_label(text: str, labels: Sequence[str], least: float = 90.0) -> str | None:
    """Return the label that a folded message is, give or take a slip."""
    found = extractOne(text, labels, scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None
