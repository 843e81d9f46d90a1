"""What was learnt, as plain arrays, and how it scores a text: a sparse dot product.

The model of the intents and that of the alarms are the same but for the features that they look at. What
answering needs is numpy alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import NOTHING, Features

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

TINY = 1e-12
"""The least that is divided by."""
HIGHEST = 32_767


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model of some classes. Its last feature is `NOTHING`: that row stands for all unknown ones."""

    classes: tuple[str, ...]
    features: Features
    """The feature of each row, in their order."""
    importance: Floats
    """By row: what a feature counts in a text. Strange ones count in its length, at most."""
    weights: NDArray[np.int16]
    """By row and class: what a feature says for the class, in units of `unit`."""
    unit: float
    bias: Floats
    """By class."""

    def rows(self, features: Features) -> Places:
        """Return the row of each feature of a text."""
        rows = self.features.searchsorted(features)
        rows[self.features.take(rows) != features] = self.unknown
        return rows

    @property
    def unknown(self) -> int:
        """The row of features that are unknown."""
        return len(self.features) - 1

    def scores(self, rows: Places, sizes: Iterable[int]) -> Floats:
        """Return what speaks for each class, given the rows of a text's features and each view's size."""
        values = self.importance.take(rows)
        at = 0
        for size in sizes:
            view = values[at : at + size]
            view /= max(float(view.dot(view)), TINY) ** 0.5
            at += size
        scores: Floats = values @ self.weights.take(rows, 0).astype(np.float32)
        scores *= self.unit
        scores += self.bias
        return scores


def packed(
    classes: tuple[str, ...], features: Features, importance: Floats, weights: Floats, bias: Floats
) -> LinearModel:
    """Return a model of rounded weights by feature and class; `importance` ends with that of unknown ones."""
    unit = float(np.abs(weights).max(initial=TINY)) / HIGHEST
    rounded = np.zeros((len(features) + 1, len(classes)), np.int16)
    np.rint(weights / unit, out=rounded[:-1], casting="unsafe")
    return LinearModel(
        classes, np.append(features, np.uint64(NOTHING)), importance, rounded, unit, bias.astype(np.float32)
    )
