"""What was learnt of several sets of intents, as plain arrays: `Learnt.of` reads them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.learning.regression import Lesson
from bot.understanding.features import WIDTH
from bot.understanding.profiles import CELL, Arrays, encoded

COMMON = 4_000
"""Pairs of a view, the most frequent ones, whose rows are kept put together."""

Cells = NDArray[np.int16]

STEMS, NEIGHBOURS, PAIRS, TRIGRAMS = range(4)


def pack(lessons: Sequence[Lesson], stems: Mapping[str, int]) -> Arrays:
    """Return what was learnt of each set, given the number of each stem."""
    trigrams = _names(lessons, TRIGRAMS)
    return {
        "intents": np.array([lesson.table.intents for lesson in lessons], dtype="<i4"),
        "unknown": np.array([lesson.unknown for lesson in lessons], dtype="<i4"),
        "stems": encoded(stems),
        **_rows("stems", _cells(lessons, STEMS, stems.values())),
        "trigrams": encoded(map(str, trigrams)),
        **_rows("trigrams", _cells(lessons, TRIGRAMS, trigrams)),
        **_pairs("neighbours", lessons, NEIGHBOURS),
        **_pairs("pairs", lessons, PAIRS),
    }


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


def _pairs(view: str, lessons: Sequence[Lesson], number: int) -> Arrays:
    names = _names(lessons, number)
    cells = _cells(lessons, number, names)
    pairs = np.fromiter(names, np.int64, len(names))
    is_common = np.zeros(len(names), dtype=np.bool_)
    is_common[np.argsort(-_frequencies(lessons, number, names), kind="stable")[:COMMON]] = True
    others = pairs[~is_common]
    order = np.argsort(others)
    lefts, rights = others[order] >> WIDTH, others[order] & ((1 << WIDTH) - 1)
    firsts = np.searchsorted(lefts, np.arange(lefts.max(initial=-1) + 2))
    return {
        f"{view}_common": pairs[is_common].astype("<i8"),
        **_rows(f"{view}_common", cells[is_common]),
        f"{view}_firsts": firsts.astype("<u4"),
        f"{view}_rights": rights.astype("<u4"),
        **_rows(view, cells[~is_common][order]),
    }


def _frequencies(lessons: Sequence[Lesson], view: int, names: Iterable[Hashable]) -> NDArray[np.int64]:
    """Return by feature how many examples of all sets have it."""
    total = dict.fromkeys(names, 0)
    for lesson in lessons:
        counts = lesson.table.frequencies().tolist()
        for name, number in lesson.table.rows[view].items():
            total[name] += counts[number]
    return np.fromiter(total.values(), np.int64, len(total))


def _rows(name: str, cells: Cells) -> Arrays:
    owners, lanes = np.nonzero(cells)
    starts = CELL.size * np.searchsorted(owners, np.arange(len(cells) + 1))
    packed = np.empty((len(lanes), 2), dtype="<i2")
    packed[:, 0], packed[:, 1] = lanes, cells[owners, lanes]
    return {f"{name}_starts": starts.astype("<u4"), f"{name}_cells": packed}
