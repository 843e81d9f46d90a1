"""What each feature says for each intent: learnt from the examples, held feature by feature.

A profile is typical (the mean of the intent's examples), exclusive (complement naive Bayes, Rennie et al.
2003, kept sparse) and refined (passive-aggressive epochs, Crammer et al. 2006). A question touches only the
intents that share a feature with it, so its cost is bounded by the number of intents, not of examples.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt
from random import Random

from bot.understanding.features import GROUPS, Feature

FLOOR = 0.3
"""Weight of a feature that every intent uses alike."""
CURVE = 0.7
"""Exponent that keeps telling features from drowning all others."""
UNKNOWN = 1.4
"""Weight of a feature no example has, as a multiple of the largest: strange words lower every score."""
EVIDENCE = 0.12
"""Share of exclusive features in a profile, beside typical ones."""
SMOOTHING = 0.02
"""Occurrence rate that stands for "never seen"."""
EPOCHS, MARGIN, STEP = 2, 1.5, 1.0
"""Refinement: passes over the examples, the lead that is aimed for, and the largest correction."""
REFINED = 20_000
"""Examples beyond which refinement is left out: it would take minutes."""
SEED = 12
"""Of the order in which examples are visited: the same files give the same profiles on every machine."""

Counts = Counter[Feature]
"""The features of one phrase."""
Vector = dict[Feature, float]
"""The weighted features of one phrase, of length one at most."""
Rates = dict[Feature, float]
"""The share of an intent's examples that have each feature."""


class Profiles:
    """Scores intents for a phrase."""

    def __init__(self, phrases: Mapping[str, Sequence[Counts]]) -> None:
        """Learn from the features of each intent's examples."""
        rates = {intent: _rates(ones) for intent, ones in phrases.items()}
        self._weights = _weights(rates)
        self._unknown = UNKNOWN * max(self._weights.values(), default=1.0)
        self._by_feature: dict[Feature, dict[str, float]] = defaultdict(dict)
        vectors = [(intent, self.vector(counts)) for intent, ones in phrases.items() for counts in ones]
        self._add_evidence(rates)
        self._add_centroids(vectors)
        if len(vectors) <= REFINED:
            self._refine(vectors)

    def vector(self, counts: Counts, factors: Mapping[Feature, float] | None = None) -> Vector:
        """Return the known features weighted, each group and then the whole scaled to length one."""
        vector: Vector = {}
        squares = [0.0] * GROUPS
        for feature, count in counts.items():
            weight = self._weights.get(feature, self._unknown) * (1 + log(count))
            if factors:
                weight *= factors.get(feature, 1.0)
            squares[feature[0]] += weight * weight
            if feature in self._weights:
                vector[feature] = weight
        norms = [sqrt(square * GROUPS) or 1.0 for square in squares]
        return {feature: weight / norms[feature[0]] for feature, weight in vector.items()}

    def score(self, vector: Vector) -> dict[str, float]:
        """Return how much speaks for each intent; only those that share a feature are named."""
        scores: dict[str, float] = defaultdict(float)
        for feature, weight in vector.items():
            for intent, value in self._by_feature[feature].items():
                scores[intent] += weight * value
        return scores

    def _add_evidence(self, rates: Mapping[str, Rates]) -> None:
        totals: Counter[Feature] = Counter()
        for of_intent in rates.values():
            totals.update(of_intent)
        for intent, of_intent in rates.items():
            for feature, rate in of_intent.items():
                total = totals[feature]
                exclusive = log((total + SMOOTHING) / (total - rate + SMOOTHING))
                self._by_feature[feature][intent] = EVIDENCE * (log(1 + rate / SMOOTHING) + exclusive)

    def _add_centroids(self, vectors: Sequence[tuple[str, Vector]]) -> None:
        sums: dict[str, Vector] = defaultdict(lambda: defaultdict(float))
        for intent, vector in vectors:
            for feature, weight in vector.items():
                sums[intent][feature] += weight
        for intent, total in sums.items():
            length = sqrt(sum(weight * weight for weight in total.values())) or 1.0
            for feature, weight in total.items():
                self._by_feature[feature][intent] += weight / length

    def _refine(self, vectors: Sequence[tuple[str, Vector]]) -> None:
        """Correct the profiles where an example does not lead clearly, and keep the average of it all.

        The average (Freund and Schapire 1999) hardly moves when an editor adds an example.
        """
        order = list(vectors)
        random = Random(SEED)  # noqa: S311 - a shuffle, not a secret
        visits = EPOCHS * len(order)
        late: list[tuple[float, Feature, str]] = []
        for epoch in range(EPOCHS):
            random.shuffle(order)
            for visit, (intent, vector) in enumerate(order, epoch * len(order)):
                for feature, correction, corrected in self._corrections(intent, vector):
                    values = self._by_feature[feature]
                    values[corrected] = values.get(corrected, 0.0) + correction
                    late.append((correction * visit / visits, feature, corrected))
        for missed, feature, intent in late:
            self._by_feature[feature][intent] -= missed

    def _corrections(self, intent: str, vector: Vector) -> Iterator[tuple[Feature, float, str]]:
        """Yield what to add to which feature for which intent, so that `intent` leads by `MARGIN`."""
        scores = self.score(vector)
        rivals = ((score, other) for other, score in scores.items() if other != intent)
        rival_score, rival = max(rivals, default=(0.0, ""))
        loss = MARGIN - scores[intent] + rival_score
        if loss <= 0 or not rival:
            return
        step = min(STEP, loss / (2 * sum(weight * weight for weight in vector.values())))
        for feature, weight in vector.items():
            yield feature, step * weight, intent
            yield feature, -step * weight, rival


def _rates(phrases: Sequence[Counts]) -> Rates:
    present = Counter(feature for counts in phrases for feature in counts)
    return {feature: count / len(phrases) for feature, count in present.items()}


def _weights(rates: Mapping[str, Rates]) -> dict[Feature, float]:
    """Weigh each feature by how few intents it points to: the entropy of its rates, not its rarity."""
    by_feature: dict[Feature, list[float]] = defaultdict(list)
    for of_intent in rates.values():
        for feature, rate in of_intent.items():
            by_feature[feature].append(rate)
    most = log(len(rates)) if rates else 0.0
    return {feature: (max(0.0, most - _entropy(of)) + FLOOR) ** CURVE for feature, of in by_feature.items()}


def _entropy(rates: Sequence[float]) -> float:
    total = sum(rates)
    return -sum(rate / total * log(rate / total) for rate in rates)
