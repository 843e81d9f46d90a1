"""What each feature says for each intent, as it was learnt: looked up and added while the bot talks.

A question is scored by the rows of its own features alone: its cost depends on its length, not on the number
of examples. Several sets of intents are scored at once, because most of the work is to look the features up.

Rows are kept as few bytes as they need, value by value. Those of words, which come up all the time, and of
the most common pairs are put together as one whole number that holds the values of all intents side by side,
`LANE` bits each: adding two such numbers adds all their values at once, exactly, in C.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import sqrt
from struct import Struct, calcsize, unpack
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import FIRST, UNNAMED, VIEWS, WIDTH, neighbours, pairs, stem, trigrams
from bot.understanding.remembered import Remembered

CELL = Struct("<Hh")
"""A lane and a value, as they are stored."""
LANE = 32
"""Bits of a value in a row put together. The sum of 65,000 values of 16 bits fits."""
UNIT = 256
"""What a value of one is stored as …"""
HIGHEST = 2**15 - 1
"""… at most. No value that was ever learnt came near …"""
SQUARE = 1_024
"""… and a feature's squared weight of one, which stands in the first lane of each set of intents."""

TRIGRAMS = 6_000
"""Trigrams of which the rows are kept put together once they came up: all that English words have."""

_RIGHT = (1 << WIDTH) - 1

Arrays = Mapping[str, NDArray[Any]]
"""What was learnt, as it is kept: plain arrays of numbers by name."""


def encoded(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return texts without line breaks as an array; `decoded` returns them."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def decoded(array: NDArray[np.uint8]) -> list[str]:
    """Return the texts of an array."""
    return array.tobytes().decode().split("\n") if array.size else []


@dataclass(frozen=True, slots=True)
class Rows:
    """What features say, row by row; most intents have no value in a row."""

    starts: "array[int]"
    """By row: the byte at which its cells start; one more for the end."""
    cells: bytes
    """Row by row, as `CELL` has them: a lane, and the value that belongs in it."""

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> Self:
        """Return the rows of this name."""
        return cls(array("I", arrays[f"{name}_starts"].tobytes()), arrays[f"{name}_cells"].tobytes())

    def row(self, at: int) -> int:
        """Return a row put together as one number."""
        return sum(value << LANE * lane for lane, value in self._cells([at]))

    def add(self, places: Sequence[int], to: list[int]) -> None:
        """Add the values of some rows to sums by lane."""
        for lane, value in self._cells(places):
            to[lane] += value

    def _cells(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Return the lanes and values of some rows."""
        # Joined and taken apart in C: that takes less time than to go through the rows one by one.
        starts, cells = self.starts, self.cells
        return CELL.iter_unpack(b"".join([cells[starts[at] : starts[at + 1]] for at in places]))


@dataclass(frozen=True, slots=True)
class Pairs:
    """What pairs of stems say."""

    common: Mapping[int, int]
    """The rows of the most common ones, put together."""
    firsts: "array[int]"
    """By the left stem of all others: the first row; one more for the end."""
    rights: str
    """By row: the right stem, as the character of that number: nothing is found faster than in a string."""
    rows: Rows

    @classmethod
    def of(cls, arrays: Arrays, view: str) -> Self:
        """Return the pairs of a view."""
        common = Rows.of(arrays, f"{view}_common")
        return cls(
            {pair: common.row(at) for at, pair in enumerate(arrays[f"{view}_common"].tolist())},
            array("I", arrays[f"{view}_firsts"].tobytes()),
            "".join(map(chr, arrays[f"{view}_rights"].tolist())),
            Rows.of(arrays, view),
        )

    def places(self, pairs: Iterable[int]) -> list[int]:
        """Return the rows of those pairs that are known and not common."""
        firsts, find = self.firsts, self.rights.find
        known = len(firsts) - 1
        return [
            at
            for pair in pairs
            if (left := pair >> WIDTH) < known
            and (at := find(chr(pair & _RIGHT), firsts[left], firsts[left + 1])) >= 0
        ]


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that was learnt."""

    intents: tuple[int, ...]
    """By set: the number of its intents. Each set has a lane for squared weights and one for each intent."""
    unknown: tuple[int, ...]
    """By set: the squared weight of features that no example has."""
    stems: Mapping[str, int]
    """The number of each stem, by which `stem_rows` go, too, from `FIRST` on."""
    stem_rows: Rows
    trigrams: Mapping[str, int]
    """The row of each trigram."""
    trigram_rows: Rows
    neighbours: Pairs
    pairs: Pairs

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """Read what was learnt.

        Raises:
            KeyError: if an array is missing.
        """
        return cls(
            intents=tuple(arrays["intents"].tolist()),
            unknown=tuple(arrays["unknown"].tolist()),
            stems={name: FIRST + at for at, name in enumerate(decoded(arrays["stems"]))},
            stem_rows=Rows.of(arrays, "stems"),
            trigrams={name: at for at, name in enumerate(decoded(arrays["trigrams"]))},
            trigram_rows=Rows.of(arrays, "trigrams"),
            neighbours=Pairs.of(arrays, "neighbours"),
            pairs=Pairs.of(arrays, "pairs"),
        )


class _Word(NamedTuple):
    """What a word adds to any phrase that has it."""

    stem: str
    number: int | None
    """The number of the stem; None if no example has it."""
    row: int
    """What the stem says."""
    trigrams: tuple[str, ...]


class Profiles:
    """Scores intents for a phrase."""

    def __init__(self, learnt: Learnt) -> None:
        self._learnt = learnt
        ends = list(accumulate(1 + intents for intents in learnt.intents))
        self._sets = [
            (end - intents - 1, slice(end - intents, end), unknown)
            for end, intents, unknown in zip(ends, learnt.intents, learnt.unknown, strict=True)
        ]
        """By set: its first lane, those of its intents, and the squared weight of what no example has."""
        lanes = sum(ends[-1:])
        self._lanes = f"<{lanes}i"
        self._bytes = calcsize(self._lanes)
        self._signs = sum(1 << LANE * lane + LANE - 1 for lane in range(lanes))
        self._unknown = sum(unknown << LANE * first for first, _, unknown in self._sets)
        unnamed = learnt.stems.get(UNNAMED)
        self._unnamed = self._unknown if unnamed is None else learnt.stem_rows.row(unnamed - FIRST)
        self._trigrams = Remembered(self._trigram, most=TRIGRAMS)
        self._words = Remembered(self._word)

    def scores(self, words: Sequence[str], *, unnamed: bool = False) -> list[list[float]]:
        """Return by set how much speaks for each of its intents, in their order, in log-odds.

        Empty where the phrase has nothing in common with the examples of a set: three letters, at least.
        `unnamed` says that the word that names the subject is missing.
        """
        read = [self._words[word] for word in words]
        last = len(self._learnt.stems) + FIRST
        numbers = [last + at if one.number is None else one.number for at, one in enumerate(read)]
        stems = {one.stem: one.row for one in read}
        if unnamed:
            stems[UNNAMED] = self._unnamed
        letters = dict.fromkeys(chain.from_iterable([one.trigrams for one in read]))
        views = (
            self._apart(sum(stems.values())),
            self._sum(self._learnt.neighbours, neighbours(numbers)),
            self._sum(self._learnt.pairs, pairs(numbers)),
            self._apart(sum(map(self._trigrams.__getitem__, letters))),
        )
        return [
            _joined(views, first, intents) if views[-1][first] != len(letters) * unknown else []
            for first, intents, unknown in self._sets
        ]

    def _word(self, word: str) -> "_Word":
        stemmed = stem(word)
        number = self._learnt.stems.get(stemmed)
        row = self._unknown if number is None else self._learnt.stem_rows.row(number - FIRST)
        return _Word(stemmed, number, row, trigrams(word))

    def _trigram(self, letters: str) -> int:
        at = self._learnt.trigrams.get(letters)
        return self._unknown if at is None else self._learnt.trigram_rows.row(at)

    def _sum(self, known: Pairs, present: Mapping[int, None]) -> Sequence[int]:
        """Return the sums by lane of what pairs say."""
        total = sum(filter(None, map(known.common.get, present)))
        others = set(present).difference(known.common)
        if not others:
            return self._apart(total)
        places = known.places(others)
        sums = list(self._apart(total + (len(others) - len(places)) * self._unknown))
        if places:
            known.rows.add(places, sums)
        return sums

    def _apart(self, total: int) -> tuple[int, ...]:
        """Return the values of a sum of rows."""
        # A negative value borrows from its neighbour. Adding the signs pays that back; taking them out again
        # without a carry leaves each value in two's complement.
        return unpack(self._lanes, ((total + self._signs) ^ self._signs).to_bytes(self._bytes, "little"))


def _joined(views: Sequence[Sequence[int]], square: int, intents: slice) -> list[float]:
    """Return the scores by the sums of all views, of which each has length one, and all together as well."""
    lengths = [sqrt(VIEWS * view[square] / SQUARE) * UNIT for view in views]
    one, two, three, four = [1 / length if length else 0.0 for length in lengths]
    values = zip(*[view[intents] for view in views], strict=True)
    return [one * a + two * b + three * c + four * d for a, b, c, d in values]
