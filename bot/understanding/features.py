"""What of a phrase is compared: its word stems, its pairs of stems, its letters by threes.

Four views of the same words. Stems carry the meaning, neighbours the word order ("how do" against "did"),
pairs at a distance what is said together ("lost … card"), and trigrams still agree where a word is inflected
or misspelt. Stop words stay: they carry the intent.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from sys import intern

import snowballstemmer  # type: ignore[import-untyped]

Features = tuple[dict[str, None], ...]
"""The features of a phrase by view: stems, neighbours, pairs, trigrams. In order, each once."""

VIEWS = 4
TRIGRAMS = 3
DISTANCE = 5
"""Words up to which two stems make a pair. All distances do no better; shorter ones are worse."""
CACHE = 2_000
"""Words that are remembered: nearly all that people use often."""
UNNAMED = "-subject"
"""The stem that stands for the subject not being named. No word has a hyphen."""

_STEMMER = snowballstemmer.stemmer("english")
# PyStemmer would remember 10,000 words of its own.
_STEMMER.maxCacheSize = 0


@lru_cache(maxsize=CACHE)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def features(words: Sequence[str], *, unnamed: bool = False) -> Features:
    """Return the features of a phrase; `unnamed` says that the word that names the subject is missing."""
    stems = [stem(word) for word in words]
    pairs = [
        f"{left} {right}" if left < right else f"{right} {left}"
        for at, left in enumerate(stems)
        for right in stems[at + 1 : at + 1 + DISTANCE]
    ]
    return (
        dict.fromkeys([*stems, UNNAMED] if unnamed else stems),
        dict.fromkeys([f"{left} {right}" for left, right in pairwise(("^", *stems, "$"))]),
        dict.fromkeys(pairs),
        dict.fromkeys(chain.from_iterable(map(_trigrams, words))),
    )


@lru_cache(maxsize=CACHE)
def _trigrams(word: str) -> tuple[str, ...]:
    padded = f"<{word}>"
    # The same three letters are kept once, for all words that have them.
    return tuple(intern(padded[at : at + 3]) for at in range(len(padded) - 2))
