"""What of a text is looked at, as numbers: its words, runs and pairs of them, and its letters by threes.

Questions have four views of the same words. Stems carry the meaning, neighbours the word order ("how do"
against "did"), pairs at a distance what is said together ("lost … card"), and letters still agree where a
word is inflected or misspelt. Stop words stay: they carry the intent. Alarms have two: runs of up to three
words as they are, and letters. Learning and answering use the same extractors.

A feature is a checksum of what it is, or is made of such. Hardly two of all that is learnt have one in
common, and there is no table of a hundred thousand strings to be read and kept.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from numpy.typing import NDArray

DISTANCE = 5
"""Words up to which two stems make a pair."""
QUESTION, ALARM = (3, 4), (3, 4, 5)
"""Letters that are looked at together."""
RUN = 3
"""Words in a run of an alarm, at most."""
REMEMBERED = 4_000

_STEMMER = snowballstemmer.stemmer("english")
# PyStemmer would remember 10,000 words of its own.
_STEMMER.maxCacheSize = 0

NOTHING = 2**64 - 1
"""The feature that stands where there is none."""
NUMBER = 8
"""Bytes of a feature."""
_LETTERS = crc32(b"^")
"""Tells the letters “die” from the word."""
_BEFORE, _PAIR = 0x5BD1E995, 0x1B873593
"""Odd numbers that tell a word before another from one behind it, and from one in a pair with it."""

Features = NDArray[np.uint64]
Views = tuple[Features, ...]
"""The features of a text by view: each view counts the same, however many features it has."""


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def question_views(words: Sequence[str], marks: Iterable[str] = ()) -> Views:
    """Return the features of a question, each once in a view; `marks` count as stems without a place."""
    stems = [_checksum(stem(word)) for word in words]
    pairs = chain.from_iterable(
        zip(stems, stems[distance:], strict=False) for distance in range(1, min(DISTANCE + 1, len(stems)))
    )
    return (
        _numbers({*stems, *map(_checksum, marks)}),
        _numbers({one * _BEFORE + two for one, two in zip((1, *stems), (*stems, 2), strict=True)}),
        _numbers({(one + two) * _PAIR for one, two in pairs}),
        _once(np.frombuffer(b"".join([_letters(word, QUESTION) for word in words]), np.uint64)),
    )


def alarm_views(words: Sequence[str]) -> tuple[Views, list[int]]:
    """Return the features of what may be an alarm, as often as they occur: `RUN` runs a word, and letters.

    With them comes how many features each word has by its letters.
    """
    ones = [_checksum(word) for word in words]
    twos = [one * _BEFORE + two for one, two in pairwise(ones)]
    runs = np.full((len(words), RUN), NOTHING, np.uint64)
    runs[:, 0] = ones
    runs[:-1, 1] = twos
    runs[:-2, 2] = [(two * _PAIR + three) % NOTHING for two, three in zip(twos, ones[2:], strict=False)]
    letters = [_letters(word, ALARM) for word in words]
    sizes = [len(one) // NUMBER for one in letters]
    return (runs.ravel(), np.frombuffer(b"".join(letters), np.uint64)), sizes


@lru_cache(maxsize=REMEMBERED)
def _checksum(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=REMEMBERED)
def _letters(word: str, sizes: Sequence[int]) -> bytes:
    """Return the features of a word's letters, so many in a row, its ends marked; as they lie in an array."""
    padded = f" {word} "
    grams = [padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1)]
    return np.array([crc32(gram.encode(), _LETTERS) for gram in grams], np.uint64).tobytes()


def _numbers(features: Collection[int]) -> Features:
    return np.fromiter(features, np.uint64, len(features))


def _once(features: Features) -> Features:
    features = np.sort(features)
    once: Features = features[np.concatenate((features[:1] == features[:1], features[1:] != features[:-1]))]
    return once
