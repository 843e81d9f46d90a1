"""Learns the model of alarms: alarm or not, of which kind, and whether a question is personal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.understanding.alarm_model import SHORTEST, Features, LinearModel, NGrams
from bot.knowledge import HARMLESS
from bot.understanding.alarms import ALARM, ALARMS, LOOK_ALIKES, PERSONAL, WINDOW
from bot.understanding.folding import fold

NGRAMS = NGrams(words=(1, 3), letters=(3, 5))
FEWEST = 2
"""Examples that an n-gram must be in to be learnt."""
CERTAIN, CAUTIOUS = 30.0, 3.0
"""Inverse strength of regularisation: for alarm or not, learnt from all; for the kind, from a tenth of that."""

Examples = Mapping[str, Sequence[str]]
"""Messages by class: the kinds of alarm, `personal`, the look-alikes, and `harmless`."""


def learn(examples: Examples) -> LinearModel:
    """Return the model: a column says alarm or not, one each of which kind, one whether it is personal."""
    known = [(name, fold(text).split()) for name, some in examples.items() for text in some]
    # A part of a long story says less than the whole: parts of harmless ones are learnt as harmless, too.
    known += [(HARMLESS, part) for name, words in known if name in (HARMLESS, PERSONAL) for part in parts(words)]
    labels, texts = np.array([name for name, _ in known]), [words for _, words in known]
    features = Features(NGRAMS, _idf(texts))
    matrix = rows(features, texts)
    kinds = np.isin(labels, (*ALARMS, *LOOK_ALIKES))
    fits = [
        _fit(matrix, np.isin(labels, ALARMS), CERTAIN),
        *(_fit(matrix[kinds], labels[kinds] == kind, CAUTIOUS) for kind in (*ALARMS, *LOOK_ALIKES)),
        _fit(matrix, labels == PERSONAL, CERTAIN),
    ]
    weights = np.stack([weights for weights, _ in fits], axis=1)
    return LinearModel(features, (ALARM, *ALARMS, *LOOK_ALIKES, PERSONAL), weights, [bias for _, bias in fits])


def rows(features: Features, texts: Iterable[Sequence[str]]) -> csr_matrix:
    """Return texts as the rows that `LinearModel.scores` multiplies with its weights."""
    numbers: list[int] = []
    values: list[NDArray[np.float32]] = []
    ends = [0]
    for words in texts:
        for columns in (features.of_words(words), features.of_letters(words)):
            bag = list(chain.from_iterable(columns))
            weights = features.idf[bag]
            numbers.extend(bag)
            values.append(weights / np.sqrt(max(float(weights @ weights), SHORTEST)))
        ends.append(len(numbers))
    matrix = csr_matrix((np.concatenate(values), numbers, ends), shape=(len(ends) - 1, len(features.idf)))
    matrix.sum_duplicates()
    return matrix


def parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the parts of a long text, as they are scored."""
    if len(words) > WINDOW:
        for at in range(0, len(words) - WINDOW // 2, WINDOW // 2):
            yield words[at : at + WINDOW]


def _idf(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    """Return the inverse document frequency of every n-gram that more than one text has."""
    found, total = Counter[str](), 0
    of_letters = cache(lambda word: frozenset(chain.from_iterable(NGRAMS.of_letters(word))))
    for words in texts:
        of_words = chain.from_iterable(NGRAMS.of_words(words, at) for at in range(len(words)))
        found.update(set(chain(of_words, *map(of_letters, words))))
        total += 1
    common = sorted(gram for gram, count in found.items() if count >= FEWEST)
    return {gram: 1 + float(np.log((1 + total) / (1 + found[gram]))) for gram in common}


def _fit(matrix: csr_matrix, answers: NDArray[np.bool_], strength: float) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a logistic regression: convex, solved to convergence, without chance."""
    model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", dual=False)
    model.fit(matrix, answers)
    return model.coef_[0], float(model.intercept_[0])
