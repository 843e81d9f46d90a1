"""Learns the model of alarms: alarm or not, of which kind, and whether a question is personal."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.knowledge import ALARM_LOOK_ALIKES, HARMLESS, Knowledge
from bot.learning.linear import UNKNOWN, Bags, with_unknown
from bot.understanding.alarms import ALARM, ALARMS, PERSONAL, parts
from bot.understanding.folding import fold
from bot.understanding.model import LinearModel, of_alarm, packed
from bot.understanding.phrases import expand

STRENGTH = 10.0
"""Inverse strength of regularisation."""
Labelled = Sequence[tuple[str, Sequence[str]]]
"""The words of messages, each with its class: a kind of alarm, `personal`, a look-alike, or `harmless`."""


def examples_of(knowledge: Knowledge) -> Labelled:
    """Return what the model learns from: all that is no alarm and not personal is harmless."""
    flags, names = knowledge.red_flags, knowledge.vocabulary.names
    ordinary = (*knowledge.ordinary.lines, *(line for _, line in knowledge.ordinary.foreign))
    examples = chain.from_iterable(knowledge.phrasings.values())
    asked = chain.from_iterable(expand(example, names) for example in examples)
    harmless = (*flags.examples[HARMLESS], *ordinary, *asked)
    texts = {**flags.examples, **flags.look_alikes, HARMLESS: harmless}
    return [(name, fold(text).split()) for name, some in texts.items() for text in some]


def learn(examples: Labelled) -> LinearModel:
    """Return the model: a column says alarm or not, one each of which kind, one whether it is personal.

    A feature weighs its inverse document frequency.
    """
    # A part of a long story says less than the whole: parts of harmless ones are learnt as harmless, too.
    stories = [words for name, words in examples if name in {HARMLESS, PERSONAL}]
    known = [*examples, *((HARMLESS, part) for words in stories for part in parts(words))]
    labels, texts = np.array([name for name, _ in known]), [words for _, words in known]
    bags = Bags.of([of_alarm(words) for words in texts], least=2)
    importance = with_unknown(np.log((1 + len(texts)) / (1 + bags.counts.getnnz(axis=0))) + 1, UNKNOWN)
    matrix = bags.matrix(importance)
    kinds = np.isin(labels, (*ALARMS, *ALARM_LOOK_ALIKES))
    fits = [
        _fit(matrix, np.isin(labels, ALARMS)),
        *(_fit(matrix[kinds], labels[kinds] == kind) for kind in (*ALARMS, *ALARM_LOOK_ALIKES)),
        _fit(matrix, labels == PERSONAL),
    ]
    weights, bias = zip(*fits, strict=True)
    names = (ALARM, *ALARMS, *ALARM_LOOK_ALIKES, PERSONAL)
    return packed(names, bags.features, importance, np.stack(weights, 1), np.array(bias))


def _fit(matrix: csr_matrix, answers: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a logistic regression: convex, solved to convergence, without chance."""
    solver = {"solver": "liblinear", "dual": True, "max_iter": 1_000, "random_state": 0}
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", **solver)
    model.fit(matrix, answers)
    return model.coef_[0], float(model.intercept_[0])
