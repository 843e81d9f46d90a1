"""What was learnt, as plain arrays, and how it scores a message: a sparse dot product."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Views

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model of some classes. The last row of `importance` and `weights` is that of unknown features."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    """The row of each feature."""
    importance: Floats
    """By row: what a feature counts in a message. Strange ones count in its length only, and lower all scores."""
    weights: NDArray[np.int16]
    """By row and class: what a feature says for the class, in units of `unit`."""
    unit: float
    bias: Floats
    """By class."""

    def scores(self, views: Views) -> Floats | None:
        """Return what speaks for each class; None where nothing at all is known."""
        unknown = len(self.rows)
        rows = np.array([self.rows.get(name, unknown) for name in chain.from_iterable(views)], dtype=np.intp)
        if not rows.size or rows.min() == unknown:
            return None
        values = values_of(self.importance[rows], [len(view) for view in views])
        scores: Floats = (values @ self.weights[rows].astype(np.float32)) * np.float32(self.unit) + self.bias
        return scores


def values_of(importance: Floats, sizes: list[int]) -> Floats:
    """Return what the features of a message count: each view has the same length, and the whole length one."""
    lengths = np.repeat(
        [max(float(np.square(part).sum()), 1e-12) ** 0.5 for part in np.split(importance, np.cumsum(sizes)[:-1])],
        sizes,
    )
    return (importance / (lengths * len(sizes) ** 0.5)).astype(np.float32)
