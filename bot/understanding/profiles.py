"""What each feature says for each intent, learnt from the examples: a matrix, features by intents.

A profile starts as the centroid of its intent's examples, every feature weighed by how few intents it points
to. A few passes of softmax regression then correct it wherever an example does not lead clearly, and evidence
for what is exclusive to an intent is added. A question is scored by the rows of its own features alone: its
cost depends on its length and on the number of intents, not on the number of examples.

The same examples give the same profiles on every machine: the order is seeded, sums are taken in a fixed
order (no BLAS), and what is learnt is rounded far above the last bits, in which processors differ.
"""

from collections.abc import Mapping, Sequence
from math import fsum, log, sqrt
from random import Random

import numpy as np

from bot.understanding.features import TRIGRAMS, VIEWS, Features
from bot.understanding.table import Numbers, Table

FLOOR = 0.3
"""Weight of a feature that every intent uses alike."""
CURVE = 0.7
"""Exponent that keeps telling features from drowning all others."""
UNKNOWN = 1.4
"""Weight of a feature no example has, as a multiple of the largest: strange words lower every score."""
START = 15.0
"""Length of a centroid before it is corrected: about as long as regression from zero would make it."""
PASSES, STEP = 2, 8.0
"""Visits of each example, and the size of the first correction; it falls to zero with the last visit."""
SURE = 0.05
"""Probability by which an example may fall short of its intent without any correction."""
VISITS = 12_000
"""Visits in all, at most: beyond 6,000 examples the second pass gets shorter, so that loading stays short."""
EVIDENCE = 0.2
"""Share of exclusive features in a profile, beside the typical and corrected ones."""
SMOOTHING = 0.02
"""Occurrence rate that stands for "never seen"."""
DECIMALS = 4
"""Digits that are kept of what is learnt."""
SEED = 12
"""Of the order in which examples are visited."""


class Profiles:
    """Scores intents for a phrase."""

    def __init__(self, phrases: Mapping[str, Sequence[Features]]) -> None:
        """Learn from the features of each intent's examples."""
        table = Table(phrases)
        rates = table.rates()
        self._rows = table.rows
        self._weights = np.round(_weights(rates), DECIMALS)
        self._squares: list[float] = (self._weights * self._weights).tolist()
        self._unknown = UNKNOWN * float(self._weights.max(initial=0.0))
        values = table.values(self._weights)
        profiles = _centroids(table, values)
        _correct(profiles, table, values)
        self._profiles = np.round(profiles + EVIDENCE * _evidence(rates), DECIMALS)

    def know(self, phrase: Features) -> bool:
        """Say whether a phrase has anything in common with the examples: three letters, at least."""
        return any(gram in self._rows[TRIGRAMS] for gram in phrase[TRIGRAMS])

    def scores(self, phrase: Features) -> list[float]:
        """Return how much speaks for each intent, in their order, in log-odds."""
        rows: list[int] = []
        scales: list[float] = []
        counts: list[int] = []
        for known, present in zip(self._rows, phrase, strict=True):
            found = [row for row in map(known.get, present) if row is not None]
            strange = (len(present) - len(found)) * self._unknown**2
            length = VIEWS * (fsum(map(self._squares.__getitem__, found)) + strange)
            rows += found
            scales.append(1 / sqrt(length) if found else 0.0)
            counts.append(len(found))
        values = self._weights[rows] * np.repeat(scales, counts)
        scores: list[float] = np.add.reduce(self._profiles[rows] * values[:, None], axis=0).tolist()
        return scores


def _weights(rates: Numbers) -> Numbers:
    """Weigh each feature by how few intents it points to: the entropy of its rates, not its rarity."""
    shares = rates / rates.sum(axis=1, keepdims=True)
    some = shares > 0
    terms = np.zeros_like(shares)
    terms[some] = shares[some] * np.log(shares[some])
    most = log(max(1, rates.shape[1]))
    weights: Numbers = (np.maximum(0.0, most + terms.sum(axis=1)) + FLOOR) ** CURVE
    return weights


def _centroids(table: Table, values: Numbers) -> Numbers:
    """Return the mean of each intent's examples, scaled to the length `START`."""
    sums = table.sums(values)
    lengths = np.sqrt((sums * sums).sum(axis=0))
    return sums * (START / np.where(lengths > 0, lengths, 1.0))


def _evidence(rates: Numbers) -> Numbers:
    """Return how exclusive each feature is to an intent: complement naive Bayes (Rennie et al. 2003).

    Zero where an intent's examples do not have the feature.
    """
    some = rates > 0
    mine = rates[some]
    totals = np.broadcast_to(rates.sum(axis=1, keepdims=True), rates.shape)[some]
    evidence = np.zeros_like(rates)
    exclusive = np.log((totals + SMOOTHING) / (totals - mine + SMOOTHING))
    evidence[some] = np.log1p(mine / SMOOTHING) + exclusive
    return evidence


def _correct(profiles: Numbers, table: Table, values: Numbers) -> None:
    """Correct the profiles in place, by stochastic gradient descent on softmax regression.

    Every example pulls its own intent up and pushes each other down by the probability that it was given.
    """
    order = list(range(len(table.owners)))
    visits = min(PASSES * len(order), VISITS)
    random = Random(SEED)  # noqa: S311 - a shuffle, not a secret
    starts = table.starts.tolist()
    owners = table.owners.tolist()
    for visit in range(visits):
        at = visit % len(order)
        if at == 0:
            random.shuffle(order)
        example = order[at]
        part = slice(starts[example], starts[example + 1])
        rows, column = table.entries[part], values[part][:, None]
        mine = profiles[rows]
        scores = np.add.reduce(mine * column, axis=0)
        odds = np.exp(scores - np.maximum.reduce(scores))
        wrong = odds / np.add.reduce(odds)
        wrong[owners[example]] -= 1.0
        if wrong[owners[example]] > -SURE:
            continue
        step = STEP * (1 - visit / visits)
        profiles[rows] = mine - step * column * wrong
