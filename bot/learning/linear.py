"""Learns a linear model: a convex loss at its minimum, so that an example moves only what it is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.understanding.features import Views
from bot.understanding.model import Floats, LinearModel, values_of

FLOOR, CURVE = 0.3, 0.7
"""Weight of a feature that every class uses alike; the exponent that keeps telling ones from drowning all."""
UNKNOWN = 1.4
"""Weight of an unknown feature, as a multiple of the largest, if nothing out of scope is learnt."""
REGULARITY = 1.0
"""C of the support vector machine."""
MARGIN, EVIDENCE = 5.0, 0.4
"""What the machine's margin and the evidence of exclusive features count: log-odds, nearly."""
SMOOTHING = 0.02
"""Occurrence rate that stands for "never seen"."""
TOLERANCE = 1e-4
HIGHEST = 32_767


def learn(rows: Sequence[tuple[Views, str]], least: int = 1, unknown: float = UNKNOWN) -> LinearModel:
    """Return what the features of examples say for the class of each.

    A feature of fewer than `least` examples is left out. One that no example has weighs `unknown` times what
    the weightiest does, in the length of a message: much where nothing else tells what is out of scope.
    """
    classes = tuple(dict.fromkeys(label for _, label in rows))
    numbers = {label: at for at, label in enumerate(classes)}
    owners = np.array([numbers[label] for _, label in rows])
    counts = Counter(name for views, _ in rows for view in views for name in view)
    names = sorted(name for name, count in counts.items() if count >= least)
    known = {name: at for at, name in enumerate(names)}
    rates = _rates(rows, owners, known, len(classes))
    importance = _importance(rates, len(classes), unknown)
    weights, bias = _margins(_matrix(rows, known, importance), owners, len(classes))
    cells = np.zeros((len(known) + 1, len(classes)), dtype=np.float32)
    cells[:-1] = MARGIN * weights
    _add_evidence(cells, rates)
    unit = float(np.abs(cells).max(initial=1e-9)) / HIGHEST
    return LinearModel(
        classes,
        known,
        importance,
        np.rint(cells / unit).astype(np.int16),
        unit,
        (MARGIN * bias).astype(np.float32),
    )


def _rates(
    rows: Sequence[tuple[Views, str]], owners: NDArray[np.intp], known: Mapping[str, int], classes: int
) -> csr_matrix:
    """Return, features by classes, the share of the class's examples that have the feature."""
    sizes = np.bincount(owners, minlength=classes)
    pairs = [
        (known[name], owner)
        for (views, _), owner in zip(rows, owners.tolist(), strict=True)
        for view in views
        for name in view
        if name in known
    ]
    at = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return csr_matrix((1 / sizes[at[:, 1]], (at[:, 0], at[:, 1])), shape=(len(known), classes))


def _importance(rates: csr_matrix, classes: int, unknown: float) -> Floats:
    """Weigh each feature by how few classes it points to: the entropy of its rates, not its rarity."""
    shares = rates.copy()
    shares.data /= np.repeat(np.asarray(rates.sum(axis=1)).ravel(), np.diff(rates.indptr))
    shares.data *= np.log(shares.data)
    entropy = -np.asarray(shares.sum(axis=1)).ravel()
    weights = (np.maximum(0.0, log(max(1, classes)) - entropy) + FLOOR) ** CURVE
    importance: Floats = np.append(weights, unknown * weights.max(initial=0.0)).astype(np.float32)
    return importance


def _matrix(rows: Sequence[tuple[Views, str]], known: Mapping[str, int], importance: Floats) -> csr_matrix:
    data: list[Floats] = []
    columns: list[NDArray[np.intp]] = []
    starts = [0]
    for views, _ in rows:
        kept = [[known[name] for name in view if name in known] for view in views]
        at = np.array([row for view in kept for row in view], dtype=np.intp)
        data.append(values_of(importance[at], [len(view) for view in kept]))
        columns.append(at)
        starts.append(starts[-1] + len(at))
    return csr_matrix((np.concatenate(data), np.concatenate(columns), starts), shape=(len(rows), len(known)))


def _margins(matrix: csr_matrix, owners: NDArray[np.intp], classes: int) -> tuple[Floats, Floats]:
    if classes == 1:
        return np.zeros((matrix.shape[1], 1), np.float32), np.zeros(1, np.float32)
    machine = LinearSVC(C=REGULARITY, tol=TOLERANCE, random_state=0).fit(matrix, owners)
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
