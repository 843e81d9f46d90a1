"""What of a text is looked at, as numbers: its words, runs and pairs of them, and its letters by threes.

Questions have four views of the same words. Stems carry the meaning, neighbours the word order ("how do"
against "did"), pairs at a distance what is said together ("lost … card"), and letters still agree where a
word is inflected or misspelt. Stop words stay: they carry the intent. Alarms have two: stems with their
pairs, also with where the text begins and ends, and letters. Learning and answering use the same extractors.

A feature is a checksum of what it is, or is made of such. Hardly two of all that is learnt have one in
common, and there is no table of a hundred thousand strings to be read and kept.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import add
from zlib import crc32

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from numpy.typing import NDArray

from bot.understanding.folding import REMEMBERED

QUESTION_DISTANCE, ALARM_DISTANCE = 5, 3
"""Words up to which two make a pair."""
QUESTION_LETTERS, ALARM_LETTERS = (3, 4), (4,)
"""How many are looked at together."""

_STEMMER = snowballstemmer.stemmer("english")
# PyStemmer would remember 10,000 words of its own.
_STEMMER.maxCacheSize = 0

NOTHING = int(np.iinfo(np.uint32).max)
"""No feature: it stands for all that are unknown."""
_BEFORE = 0x5BD1E995
"""An odd number that tells a word before another from one behind it."""
_LETTERS = crc32(b"^")
"""Tells the letters “die” from the word."""

Features = NDArray[np.uint32]
UINT32 = "I"
"""What `array` calls it."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The features of a text, view by view: each view counts the same, however many features it has."""

    features: Features
    sizes: tuple[int, ...]
    """How many features each view has."""

    @property
    def starts(self) -> list[int]:
        """Where each view starts that has any."""
        return [end - size for end, size in zip(accumulate(self.sizes), self.sizes, strict=True) if size]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def of_question(words: Sequence[str], marks: Iterable[str] = ()) -> Bag:
    """Return the features of a question, each once in a view; `marks` count as stems without a place."""
    stems = [checksum(stem(word)) for word in words]
    views = (
        {*stems, *map(checksum, marks)},
        {one * _BEFORE + two for one, two in zip((1, *stems), (*stems, 2), strict=True)},
        set(chain.from_iterable(map(add, stems, stems[apart:]) for apart in range(1, QUESTION_DISTANCE + 1))),
        set(_letters_of(words, QUESTION_LETTERS).tolist()),
    )
    sizes = tuple(map(len, views))
    features = np.fromiter(chain.from_iterable(views), np.uint64, sum(sizes)).astype(np.uint32)
    return Bag(features, sizes)


def of_alarm(words: Sequence[str]) -> Bag:
    """Return the features of what may be an alarm, as often as they occur."""
    stems = np.array([1, *map(_stem_checksum, words), 2], np.uint32)
    pairs = [stems[:-apart] * _BEFORE + stems[apart:] for apart in range(1, ALARM_DISTANCE + 1)]
    letters = _letters_of(words, ALARM_LETTERS)
    features = np.concatenate((stems[1:-1], *pairs, letters))
    return Bag(features, (len(features) - len(letters), len(letters)))


@lru_cache(maxsize=REMEMBERED)
def _stem_checksum(word: str) -> int:
    return checksum(stem(word))


def checksum(text: str) -> int:
    """Return the number that a text is told by."""
    return crc32(text.encode())


def _letters_of(words: Sequence[str], sizes: Sequence[int]) -> Features:
    return np.frombuffer(b"".join(map(_letters, words, repeat(sizes))), np.uint32)


@lru_cache(maxsize=REMEMBERED)
def _letters(word: str, sizes: Sequence[int]) -> bytes:
    """Return the features of a word's letters, so many in a row, its ends marked; packed, to stay small."""
    padded = f" {word} "
    grams = [padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1)]
    return array(UINT32, [crc32(gram.encode(), _LETTERS) for gram in grams]).tobytes()
