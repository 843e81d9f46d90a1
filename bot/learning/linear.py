"""Learns a linear model: a convex loss at its minimum, so that an example moves only what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from bot.understanding.model import NOTHING, TINY, Bag, Features, Floats, LinearModel, Places, packed

MARGIN, EVIDENCE = 5.0, 0.2
"""What the machine's margin and the evidence of exclusive features count: log-odds, nearly."""
SMOOTHING = 0.02
"""Occurrence rate that stands for "never seen"."""
UNKNOWN = 0.3
"""What a feature weighs that nothing learnt has, of what the weightiest does: it says nothing, but leaves the
rest of a message less to say. It is little where ordinary speech is learnt as well."""


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as bags of features: those that enough of them have."""

    features: Features
    """Each once, in their order: what a model has rows for, and the columns of a matrix."""
    counts: csr_matrix
    """How often each feature occurs, by bag: `views` a text."""
    unknown: Floats
    """How many of its features are none of them, by bag."""
    views: int

    @classmethod
    def of(cls, texts: Sequence[Bag], least: int) -> Self:
        """Return texts without the features that fewer than `least` of them have."""
        views = list(chain.from_iterable(texts))
        features, columns = np.unique(np.concatenate(views), return_inverse=True)
        sizes = np.array(list(map(len, views)))
        ends = np.append(0, sizes.cumsum())
        counts = csr_matrix((np.ones(len(columns)), columns, ends), (len(sizes), len(features)))
        counts.sum_duplicates()
        is_common = (counts.getnnz(axis=0) >= least) & (features != NOTHING)
        common = counts[:, is_common]
        return cls(features[is_common], common, sizes - common.sum(axis=1).A1, len(texts[0]))

    def matrix(self, importance: Floats) -> csr_matrix:
        """Return what each feature (column) counts in each text (row), as `LinearModel.scores` has it.

        `importance` is that of each feature, and of all that are unknown.
        """
        *_, unknown = squares = importance**2
        lengths = np.sqrt(np.maximum(self.counts @ squares[:-1] + self.unknown * unknown, TINY))
        weighed = diags(1 / lengths) @ self.counts @ diags(importance[:-1])
        return sum(weighed[view :: self.views] for view in range(self.views)).tocsr()


def learn(rows: Sequence[tuple[Bag, str]], least: int = 1, unknown: float = 1.4) -> LinearModel:
    """Return what the features of examples say for the class of each.

    A feature of fewer than `least` examples is left out. One that no example has weighs `unknown` times what
    the weightiest does, in the length of a message: much where nothing else tells what is out of scope.
    """
    classes = tuple(dict.fromkeys(label for _, label in rows))
    numbers = {label: at for at, label in enumerate(classes)}
    owners = np.array([numbers[label] for _, label in rows])
    bags = Bags.of([bag for bag, _ in rows], least)
    rates = _rates(bags, owners)
    importance = _importance(rates, unknown)
    # Each view counts the same, the whole text one.
    share = bags.views**-0.5
    weights, bias = _margins(bags.matrix(importance) * share, owners, len(classes))
    cells = MARGIN * weights
    _add_evidence(cells, rates)
    return packed(classes, bags.features, importance, share * cells, MARGIN * bias)


def _rates(bags: Bags, owners: Places) -> csr_matrix:
    """Return, features by classes, the share of the class's examples that have the feature."""
    of = np.repeat(owners, bags.views)
    shares = csr_matrix(((1 / np.bincount(owners))[of], (np.arange(len(of)), of)))
    return (bags.counts.T @ shares).tocsr()


def _importance(rates: csr_matrix, unknown: float) -> Floats:
    """Weigh each feature by how few classes it points to: the entropy of its rates, not its rarity.

    One that all classes use alike weighs 1, as with an inverse document frequency.
    """
    shares = rates.copy()
    shares.data /= np.repeat(np.asarray(rates.sum(axis=1)).ravel(), np.diff(rates.indptr))
    shares.data *= np.log(shares.data)
    entropy = -np.asarray(shares.sum(axis=1)).ravel()
    weights = log(rates.shape[1]) - entropy + 1
    return with_unknown(weights, unknown)


def with_unknown(weights: NDArray[np.float64], unknown: float) -> Floats:
    """Return what features weigh, and what an unknown one does: so many times what the weightiest does."""
    return np.append(weights, unknown * weights.max(initial=0.0)).astype(np.float32)


def _margins(matrix: csr_matrix, owners: Places, classes: int) -> tuple[Floats, Floats]:
    if classes == 1:
        return np.zeros((matrix.shape[1], 1), np.float32), np.zeros(1, np.float32)
    machine = LinearSVC(random_state=0).fit(matrix, owners)
    weights, bias = machine.coef_, machine.intercept_
    if classes == 2:  # noqa: PLR2004 - one machine tells two
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights.T.astype(np.float32), bias.astype(np.float32)


def _add_evidence(cells: Floats, rates: csr_matrix) -> None:
    """Add how exclusive each feature is to a class: complement naive Bayes (Rennie et al. 2003)."""
    entries = rates.tocoo()
    totals = np.asarray(rates.sum(axis=1)).ravel()[entries.row]
    exclusive = np.log((totals + SMOOTHING) / (totals - entries.data + SMOOTHING))
    cells[entries.row, entries.col] += EVIDENCE * (np.log1p(entries.data / SMOOTHING) + exclusive)
