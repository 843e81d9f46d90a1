"""A linear model of the features of texts: it scores them by a sparse dot product, with numpy alone.

In a message's time a call of numpy costs more than what it does to so few numbers.
"""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import NOTHING, Bag, Features

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

TINY = 1e-12
"""The least that is divided by."""


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
