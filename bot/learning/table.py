"""The examples as numbers: which intent each belongs to, and which features it has."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import VIEWS, Features

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]

CELLS = 10_000_000
"""Features times intents, at most (80 MB). Beyond, the features that fewest examples have are left out."""


class Table:
    """Examples by features, kept as one entry for each feature that an example has."""

    rows: tuple[dict[Hashable, int], ...]
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
        examples = list(chain.from_iterable(phrases.values()))
        self.owners = np.repeat(np.arange(self.intents), [len(ones) for ones in phrases.values()])
        rows: list[dict[Hashable, int]] = []
        entries: list[Indices] = []
        first = 0
        for view in range(VIEWS):
            numbers, found = _numbered([example[view] for example in examples], first)
            rows.append(numbers)
            entries.append(found)
            first += len(numbers)
        self.rows = tuple(rows)
        self.views: Indices = np.repeat(np.arange(VIEWS), [len(numbers) for numbers in rows])
        # Found view by view; kept example by example.
        lengths = np.array(
            [[len(example[view]) for example in examples] for view in range(VIEWS)], dtype=np.intp
        )
        owners = np.tile(np.arange(len(examples)), VIEWS).repeat(lengths.ravel())
        self.entries = np.concatenate(entries)[np.argsort(owners, kind="stable")]
        self.starts = np.concatenate(([0], np.cumsum(lengths.sum(axis=0)))).astype(np.intp)
        self._keep(CELLS // max(1, self.intents))

    @property
    def features(self) -> int:
        """How many features there are."""
        return len(self.views)

    @cached_property
    def examples(self) -> Indices:
        """By entry: its example."""
        return np.repeat(np.arange(len(self.owners)), np.diff(self.starts))

    def frequencies(self) -> Indices:
        """Return by feature how many examples have it."""
        return np.bincount(self.entries, minlength=self.features)

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
        kept = np.sort(np.argsort(-self.frequencies(), kind="stable")[:most])
        new = np.full(self.features, -1)
        new[kept] = np.arange(most)
        self.rows = tuple(
            {feature: int(new[row]) for feature, row in rows.items() if new[row] >= 0} for rows in self.rows
        )
        stays = new[self.entries] >= 0
        self.starts = np.concatenate(([0], np.cumsum(stays)))[self.starts]
        self.entries = new[self.entries[stays]]
        self.views = self.views[kept]


def _numbered(phrases: Sequence[Iterable[Hashable]], first: int) -> tuple[dict[Hashable, int], Indices]:
    """Return the number of each feature, from `first` on, and the numbers of all features in their order."""
    numbers: defaultdict[Hashable, int] = defaultdict(int)
    numbers.default_factory = lambda: first + len(numbers)
    found = np.array([numbers[feature] for phrase in phrases for feature in phrase], dtype=np.intp)
    return dict(numbers), found
