"""What of a phrase is compared: its word stems, neighbours, pairs, and its letters by threes and fours.

Four views of the same words. Stems carry the meaning, neighbours the word order ("how do" against "did"),
pairs at a distance what is said together ("lost … card"), and letters still agree where a word is inflected
or misspelt. Stop words stay: they carry the intent. Learning and answering use this one extractor.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import snowballstemmer  # type: ignore[import-untyped]

VIEWS = 4
DISTANCE = 5
"""Words up to which two stems make a pair."""
LETTERS = (3, 4)
REMEMBERED = 4_000

_STEMMER = snowballstemmer.stemmer("english")
# PyStemmer would remember 10,000 words of its own.
_STEMMER.maxCacheSize = 0

Views = tuple[list[str], list[str], list[str], list[str]]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word (M. F. Porter's algorithm, in its second edition)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def features(words: Sequence[str], marks: Iterable[str] = ()) -> Views:
    """Return the features of a phrase by view, each once; `marks` count as stems without a place."""
    stems = [stem(word) for word in words]
    return (
        list(dict.fromkeys((*stems, *marks))),
        list(dict.fromkeys(map(" ".join, zip(("<", *stems), (*stems, ">"), strict=True)))),
        list(dict.fromkeys(chain.from_iterable(_pairs(stems)))),
        list(dict.fromkeys(chain.from_iterable(map(_letters, words)))),
    )


def _pairs(stems: Sequence[str]) -> list[list[str]]:
    return [
        [
            f"{one}~{two}" if one < two else f"{two}~{one}"
            for one, two in zip(stems, stems[distance:], strict=False)
        ]
        for distance in range(1, DISTANCE + 1)
    ]


@lru_cache(maxsize=REMEMBERED)
def _letters(word: str) -> tuple[str, ...]:
    """Return the letters of a word by threes and fours, its ends marked."""
    padded = f"<{word}>"
    return tuple(padded[at : at + size] + "^" for size in LETTERS for at in range(len(padded) - size + 1))
