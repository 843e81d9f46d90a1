"""What of a phrase is compared: its word stems, its pairs of neighbouring stems, its letters by threes.

Three views of the same words. Stems carry the meaning, pairs the word order ("how do" against "did"), and
trigrams still agree where a word is inflected or misspelt. Stop words stay: they carry the intent.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import snowballstemmer  # type: ignore[import-untyped]

Feature = tuple[int, str]
"""A group (0 stems, 1 pairs, 2 trigrams) and what it holds."""

GROUPS = 3

STRANGE: Feature = (0, "?")
"""Stands for a word that the examples do not share. No stem has a question mark."""
NO_SUBJECT: Feature = (0, "-subject")
"""Says that the word that names the subject is missing."""

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def features(words: Sequence[str]) -> Counter[Feature]:
    """Count the features of a phrase."""
    stems = [stem(word) for word in words]
    counts: Counter[Feature] = Counter((0, item) for item in stems)
    counts.update((1, f"{left} {right}") for left, right in pairwise(("^", *stems, "$")))
    counts.update((2, gram) for word in words for gram in _trigrams(word))
    return counts


@lru_cache(maxsize=20_000)
def _trigrams(word: str) -> tuple[str, ...]:
    padded = f"<{word}>"
    return tuple(padded[at : at + 3] for at in range(len(padded) - 2))
