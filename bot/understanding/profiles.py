"""What each feature says for each intent, as it was learnt: looked up and added while the bot talks.

A question is scored by the rows of its own features alone: its cost depends on its length, not on the number
of examples. A row is one whole number that holds the values of all intents side by side, `LANE` bits each, so
that adding two rows adds all their values at once, exactly, in C: the same sum on every machine, and no
library. Stored rows keep only values that matter, a few bytes each; a row is put together when it comes up.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import lshift
from struct import calcsize, unpack
from zlib import crc32

from bot.understanding.features import TRIGRAMS, VIEWS, Features

LANE = 32
"""Bits of a value in a row. The sum of 65,000 values of 16 bits fits."""
UNIT = 256
"""What a value of one is stored as …"""
HIGHEST = 2**15 - 1
"""… at most. No value that was ever learnt came near …"""
SQUARE = 1_024
"""… and a feature's squared weight of one, which stands in the first lane."""
KEY = 32
"""Bits of a key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Rows as few bytes as they need, in the order of their keys: numbers of C, one after the other."""

    keys: bytes
    """32 bits each."""
    buckets: bytes
    """By the first bits of a key: the row from which on keys have these, 32 bits; one more for the end."""
    squares: bytes
    """By row: the squared weight of the feature, 16 bits."""
    starts: bytes
    """By row: where its values start, 32 bits; one more for the end."""
    values: bytes
    """The values, row by row, 16 bits with a sign …"""
    lanes: bytes
    """… and the intent that each speaks for: 8 bits each, or 16 where there are more intents."""


class Rows:
    """The rows of a view by feature. One that is not known only adds to the length of what has it."""

    def __init__(self, common: Mapping[str, int], others: Stored, unknown: int) -> None:
        """Know rows of common features as they are, and of others as they are stored.

        `unknown` is the squared weight of features that no example has.
        """
        self._common = common
        self._others = others
        self.unknown = unknown
        self._keys = memoryview(others.keys).cast("I")
        self._buckets = memoryview(others.buckets).cast("I")
        self._drop = KEY - (len(self._buckets) - 1).bit_length() + 1
        self._squares = memoryview(others.squares).cast("H")
        self._starts = memoryview(others.starts).cast("I")
        self._values = memoryview(others.values).cast("h")
        is_short = 2 * len(others.lanes) == len(others.values)
        self._lanes = memoryview(others.lanes).cast("B" if is_short else "H")
        self._shifts = [LANE * (lane + 1) for lane in range(max(self._lanes, default=0) + 1)]

    def __reduce__(self) -> tuple[type["Rows"], tuple[Mapping[str, int], Stored, int]]:
        """Pickle what is stored, without a view of it."""
        return Rows, (self._common, self._others, self.unknown)

    def __len__(self) -> int:
        return len(self._common) + len(self._keys)

    def total(self, features: Collection[str]) -> int:
        """Return the sum of the rows of features."""
        common = self._common
        total, unknown = sum(filter(None, map(common.get, features))), 0
        for feature in features:
            if feature not in common:
                row = self._row(key_of(feature))
                total += row
                unknown += not row
        return total + unknown * self.unknown

    def _row(self, key: int) -> int:
        """Return the row of a key as one number, 0 if there is none."""
        bucket = key >> self._drop
        end = self._buckets[bucket + 1]
        at = bisect_left(self._keys, key, self._buckets[bucket], end)
        if at == end or self._keys[at] != key:
            return 0
        part = slice(self._starts[at], self._starts[at + 1])
        row: int = self._squares[at] + sum(
            map(lshift, self._values[part], map(self._shifts.__getitem__, self._lanes[part]))
        )
        return row


class Profiles:
    """Scores intents for a phrase."""

    def __init__(self, intents: int, views: Sequence[Rows]) -> None:
        """Score so many intents by the rows of each view."""
        self._views = tuple(views)
        self._lanes = f"<{intents + 1}i"
        self._bytes = calcsize(self._lanes)
        self._signs = sum(1 << LANE * lane + LANE - 1 for lane in range(intents + 1))

    def scores(self, phrase: Features) -> list[float]:
        """Return how much speaks for each intent, in their order, in log-odds.

        Empty where the phrase has nothing in common with the examples: three letters, at least.
        """
        totals = [view.total(present) for view, present in zip(self._views, phrase, strict=True)]
        if totals[TRIGRAMS] == len(phrase[TRIGRAMS]) * self._views[TRIGRAMS].unknown:
            return []
        squares, *columns = zip(*map(self._apart, totals), strict=True)
        # The views are of length one each, together as well.
        lengths = (sqrt(VIEWS * square / SQUARE) * UNIT for square in squares)
        one, two, three, four = (1 / length if length else 0.0 for length in lengths)
        return [one * a + two * b + three * c + four * d for a, b, c, d in columns]

    def _apart(self, total: int) -> tuple[int, ...]:
        """Return the values of a sum of rows."""
        # A negative value borrows from its neighbour. Adding the signs pays that back; taking them out again
        # without a carry leaves each value in two's complement.
        return unpack(self._lanes, ((total + self._signs) ^ self._signs).to_bytes(self._bytes, "little"))


def key_of(feature: str) -> int:
    """Return a number of `KEY` bits for a feature, the same everywhere.

    One unknown feature in 60,000 is taken for one of 70,000 known ones: what it then says is next to nothing.
    """
    return crc32(feature.encode())
