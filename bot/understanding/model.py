"""A linear model of the features of texts, and what these are: numbers, scored by a sparse dot product.

Questions have four views of the same words. Stems carry the meaning, neighbours the word order ("how do"
against "did"), pairs at a distance what is said together ("lost … card"), and letters still agree where a
word is inflected or misspelt. Stop words stay: they carry the intent. Alarms have two: stems with their
pairs, also with where the text begins and ends, and letters. Learning and answering use the same extractors.

A feature is a checksum of what it is, or is made of such. Hardly two of all that is learnt have one in
common, and there is no table of a hundred thousand strings to be read and kept. In a message's time a call of
numpy costs more than what it does to so few numbers.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from zlib import crc32

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from numpy.typing import NDArray

from bot.understanding.folding import REMEMBERED

QUESTION_DISTANCE, ALARM_DISTANCE = 5, 3
"""Words up to which two make a pair."""
QUESTION_LETTERS, ALARM_LETTERS = 3, 4
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
Bag = Sequence[Features]
"""The features of a text, view by view: each view counts the same, however many features it has."""
UINT32 = "I"
"""What `array` calls it."""

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

TINY = 1e-12
"""The least that is divided by."""


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def of_question(words: Sequence[str], marks: Iterable[str] = ()) -> Bag:
    """Return the features of a question, hardly any twice; `marks` count as stems without a place."""
    ones = [_stem_checksum(word) for word in words]
    placed = np.array([1, *ones, 2], np.uint32)
    neighbours = placed[:-1] * _BEFORE + placed[1:]
    apart = [placed[1 : -1 - size] + placed[1 + size : -1] for size in range(1, QUESTION_DISTANCE + 1)]
    stems, pairs = {*ones, *map(checksum, marks)}, {*np.concatenate(apart).tolist()}
    letters = _letters_of(dict.fromkeys(words), QUESTION_LETTERS)
    return np.array([*stems], np.uint32), neighbours, np.array([*pairs], np.uint32), letters


def of_alarm(words: Sequence[str]) -> Bag:
    """Return the features of what may be an alarm, as often as they occur."""
    stems = np.array([1, *map(_stem_checksum, words), 2], np.uint32)
    pairs = [stems[:-apart] * _BEFORE + stems[apart:] for apart in range(1, ALARM_DISTANCE + 1)]
    return np.concatenate((stems[1:-1], *pairs)), _letters_of(words, ALARM_LETTERS)


@lru_cache(maxsize=REMEMBERED)
def _stem_checksum(word: str) -> int:
    return checksum(stem(word))


def checksum(text: str) -> int:
    """Return the number that a text is told by."""
    return crc32(text.encode())


def _letters_of(words: Iterable[str], size: int) -> Features:
    return np.frombuffer(b"".join(map(_letters, words, repeat(size))), np.uint32)


@lru_cache(maxsize=REMEMBERED)
def _letters(word: str, size: int) -> bytes:
    """Return the features of a word's letters, so many in a row, its ends marked; packed, to stay small."""
    padded = f" {word} "
    grams = [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return array(UINT32, [crc32(gram.encode(), _LETTERS) for gram in grams]).tobytes()


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model of some classes. Its last feature is `NOTHING`: that row stands for all unknown ones."""

    classes: tuple[str, ...]
    features: Features
    """The feature of each row, in their order."""
    rows: NDArray[np.int16]
    """What a feature adds to each class (columns), and in the last one to the square of a view's length."""
    units: Floats
    """What each column is in units of."""
    bias: Floats
    """By class."""

    def scores(self, bag: Bag) -> Floats:
        """Return what speaks for each class, all views alike: its bias where nothing of a text is known."""
        views = list(filter(len, bag)) or [self.features[-1:]]
        features, starts = np.concatenate(views), [0, *accumulate(map(len, views[:-1]))]
        rows = self.features.searchsorted(features)
        rows[self.features.take(rows) != features] = len(self.features) - 1
        sums = np.add.reduceat(self.rows.take(rows, 0).astype(np.float32), starts) * self.units
        lengths = np.maximum(sums[:, -1], TINY) ** 0.5
        scores = self.bias + 1 / lengths @ sums[:, :-1]
        return scores.astype(np.float32, copy=False)


def packed(
    classes: tuple[str, ...], features: Features, importance: Floats, weights: Floats, bias: Floats
) -> LinearModel:
    """Return a model of weights by feature and class; `importance` has one more, that of unknown features."""
    rows = np.zeros((len(features) + 1, len(classes) + 1))
    rows[:-1, :-1] = weights * importance[:-1, None]
    rows[:, -1] = importance**2
    units = (np.maximum(np.abs(rows).max(axis=0), TINY) / np.iinfo(np.int16).max).astype(np.float32)
    return LinearModel(
        classes,
        np.append(features, np.uint32(NOTHING)),
        np.rint(rows / units).astype(np.int16),
        units,
        bias.astype(np.float32),
    )
