"""What of a phrase is compared: its word stems, its pairs of stems, its letters by threes.

Four views of the same words. Stems carry the meaning, neighbours the word order ("how do" against "did"),
pairs at a distance what is said together ("lost … card"), and trigrams still agree where a word is inflected
or misspelt. Stop words stay: they carry the intent.

Stems go by number, and a pair of stems by one number made of both: most of what is compared are pairs.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import chain
from sys import intern

import snowballstemmer  # type: ignore[import-untyped]

from bot.understanding.remembered import MOST

Features = tuple[Collection[int], Collection[int], Collection[int], Collection[str]]
"""The features of a phrase by view: stems, neighbours, pairs, trigrams."""

VIEWS = 4
DISTANCE = 5
"""Words up to which two stems make a pair. All distances do no better; shorter ones are worse."""
START, END = 0, 1
"""The numbers of what stands before the first stem and after the last."""
FIRST = 2
"""The lowest number of a stem."""
WIDTH = 20
"""Bits of a stem's number in that of a pair."""
UNNAMED = "-subject"
"""The stem that stands for the subject not being named. No word has a hyphen."""

_STEMMER = snowballstemmer.stemmer("english")
# PyStemmer would remember 10,000 words of its own.
_STEMMER.maxCacheSize = 0


@lru_cache(maxsize=MOST)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def features(words: Sequence[str], number: Callable[[str], int], *, unnamed: bool = False) -> Features:
    """Return the features of a phrase; `unnamed` says that the word that names the subject is missing."""
    numbers = [number(stem(word)) for word in words]
    return (
        dict.fromkeys([*numbers, number(UNNAMED)] if unnamed else numbers),
        neighbours(numbers),
        pairs(numbers),
        dict.fromkeys(chain.from_iterable(map(trigrams, words))),
    )


def neighbours(numbers: Sequence[int]) -> dict[int, None]:
    """Return the pairs of neighbouring stems, in order, each once."""
    return dict.fromkeys(
        [left << WIDTH | right for left, right in zip((START, *numbers), (*numbers, END), strict=True)]
    )


def pairs(numbers: Sequence[int]) -> dict[int, None]:
    """Return the pairs of stems that are near each other, whichever comes first, each once.

    The higher number stands on the left: it is the rarer stem as a rule, with fewer partners to look through.
    """
    return dict.fromkeys(
        [
            left << WIDTH | right if left > right else right << WIDTH | left
            for distance in range(1, DISTANCE + 1)
            for left, right in zip(numbers, numbers[distance:], strict=False)
        ]
    )


def trigrams(word: str) -> tuple[str, ...]:
    """Return the letters of a word by threes, its ends marked."""
    padded = f"<{word}>"
    # The same three letters are kept once, for all words that have them.
    return tuple([intern(padded[at : at + 3]) for at in range(len(padded) - 2)])
