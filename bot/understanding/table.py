"""The examples as numbers: which intent each belongs to, and which features it has."""

from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import VIEWS, Features

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]

CELLS = 10_000_000
"""Features times intents, at most (80 MB). Beyond, the features that fewest examples have are left out."""


class Table:
    """Examples by features, kept as one entry for each feature that an example has."""

    rows: tuple[dict[str, int], ...]
    """By view: the row of each feature."""
    owners: Indices
    """By example: its intent."""
    starts: Indices
    """By example: its first entry; one more for the end."""
    entries: Indices
    """By entry: the row of its feature."""

    def __init__(self, phrases: Mapping[str, Sequence[Features]]) -> None:
        """Tabulate the features of each intent's examples."""
        self.intents = len(phrases)
        self.rows = tuple({} for _ in range(VIEWS))
        views, entries = array("b"), array("l")
        starts, owners = array("l", [0]), array("l")
        for owner, ones in enumerate(phrases.values()):
            for phrase in ones:
                for view, (rows, present) in enumerate(zip(self.rows, phrase, strict=True)):
                    for feature in present:
                        row = rows.get(feature)
                        if row is None:
                            row = rows[feature] = len(views)
                            views.append(view)
                        entries.append(row)
                starts.append(len(entries))
                owners.append(owner)
        self.views: Indices = np.array(views, dtype=np.intp)
        self.owners = np.array(owners, dtype=np.intp)
        self.starts = np.array(starts, dtype=np.intp)
        self.entries = np.array(entries, dtype=np.intp)
        self._keep(CELLS // max(1, self.intents))

    @property
    def features(self) -> int:
        """How many features there are."""
        return len(self.views)

    @property
    def examples(self) -> Indices:
        """By entry: its example."""
        return np.repeat(np.arange(len(self.owners)), np.diff(self.starts))

    def sums(self, values: Numbers) -> Numbers:
        """Return, features by intents, the sum of the values of all entries."""
        cells = self.entries * self.intents + self.owners[self.examples]
        total = np.bincount(cells, values, minlength=self.features * self.intents)
        return total.astype(np.float64, copy=False).reshape(self.features, self.intents)

    def rates(self) -> Numbers:
        """Return, features by intents, the share of the intent's examples that have the feature."""
        sizes = np.bincount(self.owners, minlength=self.intents)
        return self.sums(1 / sizes[self.owners[self.examples]])

    def values(self, weights: Numbers) -> Numbers:
        """Return by entry the feature's weight; each view, and then the whole example, has length one."""
        values = weights[self.entries]
        groups = self.examples * VIEWS + self.views[self.entries]
        squares = np.bincount(groups, values * values)
        scaled: Numbers = values / np.sqrt(squares[groups] * VIEWS)
        return scaled

    def _keep(self, most: int) -> None:
        """Leave out all but the `most` frequent features."""
        if self.features <= most:
            return
        frequencies = np.bincount(self.entries, minlength=self.features)
        kept = np.sort(np.argsort(-frequencies, kind="stable")[:most])
        new = np.full(self.features, -1)
        new[kept] = np.arange(most)
        self.rows = tuple(
            {feature: int(new[row]) for feature, row in rows.items() if new[row] >= 0} for rows in self.rows
        )
        stays = new[self.entries] >= 0
        self.starts = np.concatenate(([0], np.cumsum(stays)))[self.starts]
        self.entries = new[self.entries[stays]]
        self.views = self.views[kept]
