"""What was learnt, as plain arrays, and how it scores a message: a sparse dot product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Views

Floats = NDArray[np.float32]

TINY = 1e-12
"""The least that is divided by."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model of some classes. The last row of `importance` and `weights` is of unknown features."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    """The row of each feature."""
    importance: Floats
    """By row: what a feature counts in a message. Strange ones count in its length only."""
    weights: NDArray[np.int16]
    """By row and class: what a feature says for the class, in units of `unit`."""
    unit: float
    bias: Floats
    """By class."""

    def scores(self, views: Views) -> Floats | None:
        """Return what speaks for each class; None where nothing at all is known."""
        unknown = len(self.rows)
        known = self.rows.get
        rows = np.array([known(name, unknown) for view in views for name in view], dtype=np.intp)
        if not rows.size or rows.min() == unknown:
            return None
        values = values_of(self.importance[rows], [len(view) for view in views])
        scores: Floats = (values @ self.weights[rows].astype(np.float32)) * np.float32(self.unit) + self.bias
        return scores


def values_of(importance: Floats, sizes: Sequence[int]) -> Floats:
    """Return what the features of a message count: each view has the same length, the whole length one."""
    values = importance.copy()
    at = 0
    for size in sizes:
        part = values[at : at + size]
        part /= np.float32((len(sizes) * max(float(part @ part), TINY)) ** 0.5)
        at += size
    return values
