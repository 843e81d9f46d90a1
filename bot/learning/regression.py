"""What each feature says for each intent, learnt from the examples: a matrix, features by intents.

A profile starts as the centroid of its intent's examples, every feature weighed by how few intents it points
to. A few passes of softmax regression then correct it wherever an example does not lead clearly, and evidence
for what is exclusive to an intent is added. A question is scored by the rows of its own features alone: its
cost depends on its length and on the number of intents, not on the number of examples.

The same examples give the same profiles on every machine: the order is seeded, sums are taken in a fixed
order (no BLAS), and what is learnt is rounded far above the last bits, in which processors differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.learning.table import Numbers, Table
from bot.understanding.features import Features
from bot.understanding.profiles import HIGHEST, SQUARE, UNIT

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
LEAST = 0.15
"""Values below which what a feature says for an intent is left out."""
DECIMALS = 4
"""Digits that are kept of a weight."""
SEED = 12
"""Of the order in which examples are visited."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt of one set of intents."""

    table: Table
    lanes: NDArray[np.int16]
    """By feature: its squared weight, then what it says for each intent."""
    unknown: int
    """The squared weight of a feature that no example has."""


def learn(phrases: Mapping[str, Sequence[Features]]) -> Lesson:
    """Return what the features of each intent's examples say for it."""
    table = Table(phrases)
    rates = table.rates()
    weights = np.round(_weights(rates), DECIMALS)
    values = table.values(weights)
    profiles = _centroids(table, values)
    _correct(profiles, table, values)
    profiles += EVIDENCE * _evidence(rates)
    unknown = round(SQUARE * (UNKNOWN * float(weights.max(initial=0.0))) ** 2)
    # A feature counts with its weight in the question, too.
    cells = np.rint(UNIT * weights[:, None] * profiles)
    cells[np.abs(cells) < LEAST * UNIT] = 0
    np.clip(cells, -HIGHEST, HIGHEST, out=cells)
    lanes = np.column_stack((np.rint(SQUARE * weights * weights), cells)).astype(np.int16)
    return Lesson(table, lanes, unknown)


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
