"""Packs what was learnt of several sets of intents into rows that are looked up once for all of them."""

from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import WIDTH
from bot.understanding.learning import Lesson
from bot.understanding.profiles import CELL, Learnt, Pairs, Rows

COMMON = 4_000
"""Pairs of a view, the most frequent ones, whose rows are kept put together."""

Cells = NDArray[np.int16]

STEMS, NEIGHBOURS, PAIRS, TRIGRAMS = range(4)


def pack(lessons: Sequence[Lesson], stems: Mapping[str, int]) -> Learnt:
    """Return what was learnt of each set, given the number of each stem."""
    trigrams = _names(lessons, TRIGRAMS)
    return Learnt(
        intents=tuple(lesson.table.intents for lesson in lessons),
        unknown=tuple(lesson.unknown for lesson in lessons),
        stems=dict(stems),
        stem_rows=_rows(_cells(lessons, STEMS, stems.values())),
        trigrams={str(name): at for at, name in enumerate(trigrams)},
        trigram_rows=_rows(_cells(lessons, TRIGRAMS, trigrams)),
        neighbours=_pairs(lessons, NEIGHBOURS),
        pairs=_pairs(lessons, PAIRS),
    )


def _names(lessons: Sequence[Lesson], view: int) -> dict[Hashable, None]:
    """Return the features that any set has, each once."""
    return dict.fromkeys(chain.from_iterable(lesson.table.rows[view] for lesson in lessons))


def _cells(lessons: Sequence[Lesson], view: int, names: Iterable[Hashable]) -> Cells:
    """Return the lanes of all sets by feature. One that a set does not have is unknown to it."""
    places = {name: at for at, name in enumerate(names)}
    parts = []
    for lesson in lessons:
        known = lesson.table.rows[view]
        part = np.zeros((len(places), lesson.lanes.shape[1]), dtype=np.int16)
        part[:, 0] = lesson.unknown
        part[[places[name] for name in known]] = lesson.lanes[list(known.values())]
        parts.append(part)
    return np.concatenate(parts, axis=1) if parts else np.zeros((len(places), 0), dtype=np.int16)


def _pairs(lessons: Sequence[Lesson], view: int) -> Pairs:
    names = _names(lessons, view)
    cells = _cells(lessons, view, names)
    pairs = np.fromiter(names, np.int64, len(names))
    is_common = np.zeros(len(names), dtype=np.bool_)
    is_common[np.argsort(-_frequencies(lessons, view, names), kind="stable")[:COMMON]] = True
    rows = _rows(cells[is_common])
    common = {pair: rows.row(at) for at, pair in enumerate(pairs[is_common].tolist())}
    others = pairs[~is_common]
    order = np.argsort(others)
    lefts, rights = others[order] >> WIDTH, others[order] & ((1 << WIDTH) - 1)
    firsts = np.searchsorted(lefts, np.arange(lefts.max(initial=-1) + 2))
    return Pairs(
        common, _array("I", firsts), "".join(map(chr, rights.tolist())), _rows(cells[~is_common][order])
    )


def _frequencies(lessons: Sequence[Lesson], view: int, names: Iterable[Hashable]) -> NDArray[np.int64]:
    """Return by feature how many examples of all sets have it."""
    total = dict.fromkeys(names, 0)
    for lesson in lessons:
        counts = lesson.table.frequencies().tolist()
        for name, number in lesson.table.rows[view].items():
            total[name] += counts[number]
    return np.fromiter(total.values(), np.int64, len(total))


def _rows(cells: Cells) -> Rows:
    owners, lanes = np.nonzero(cells)
    starts = CELL.size * np.searchsorted(owners, np.arange(len(cells) + 1))
    packed = np.empty((len(lanes), 2), dtype="<i2")
    packed[:, 0], packed[:, 1] = lanes, cells[owners, lanes]
    return Rows(_array("I", starts), packed.tobytes())


def _array(kind: str, numbers: NDArray[Any]) -> "array[int]":
    return array(kind, numbers.astype(kind).tobytes())
