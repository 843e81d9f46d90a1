"""Learns the model of alarms: alarm or not, of which kind, and whether a question is personal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.knowledge import FULL_SCORE, HARMLESS, Band, Knowledge
from bot.learning.linear import Bags
from bot.understanding.alarm_scores import WINDOW, AlarmScores
from bot.understanding.alarms import (
    ALARM,
    ALARMS,
    LOOK_ALIKES,
    PERSONAL,
    is_look_alike,
    probability,
)
from bot.understanding.features import of_alarm
from bot.understanding.folding import fold
from bot.understanding.model import Floats, LinearModel, packed
from bot.understanding.templates import expand

FEWEST = 2
"""Examples that an n-gram must be in to be learnt."""
CERTAIN, CAUTIOUS = 30.0, 3.0
"""Inverse strength of regularisation: for alarm or not, and for its kind, learnt from a tenth as much."""
TOLERANCE, MOST_TURNS = 0.1, 1_000
"""How far from its minimum a loss may be left, and how often all examples are gone through, at most."""
FOLDS = 5
COSTS = {ALARM: {"line": 2.0, "takes_over": 5.0}, PERSONAL: {"line": 5.0, "takes_over": 12.0}}
"""What it costs to disturb one in a hundred that are none; to miss one in a hundred costs 1."""

NEARLY = 1.02
"""Times the least cost that counts as the same."""

Examples = Mapping[str, Sequence[str]]
"""Messages by class: the kinds of alarm, `personal`, the look-alikes, and `harmless`."""
Words = list[str]


def examples_of(knowledge: Knowledge) -> Examples:
    """Return what the model learns from: all that is no alarm and not personal is harmless."""
    flags = knowledge.red_flags
    ordinary = (*knowledge.ordinary.lines, *(line for _, line in knowledge.ordinary.foreign))
    examples, names = chain.from_iterable(knowledge.phrasings.values()), knowledge.vocabulary.names
    asked = chain.from_iterable(expand(example, names) for example in examples)
    harmless = (*flags.examples[HARMLESS], *ordinary, *asked)
    return {**flags.examples, **flags.look_alikes, HARMLESS: harmless}


def learn(examples: Examples) -> LinearModel:
    """Return the model: a column says alarm or not, one each of which kind, one whether it is personal."""
    return _learn([(name, fold(text).split()) for name, some in examples.items() for text in some])


def _learn(known: list[tuple[str, Words]]) -> LinearModel:
    # A part of a long story says less than the whole: parts of harmless ones are learnt as harmless, too.
    stories = [words for name, words in known if name in {HARMLESS, PERSONAL}]
    known = known + [(HARMLESS, part) for words in stories for part in _parts(words)]
    labels, texts = np.array([name for name, _ in known]), [words for _, words in known]
    bags = Bags.of([of_alarm(words) for words in texts], FEWEST)
    matrix = bags.matrix(idf := _idf(bags))
    kinds = np.isin(labels, (*ALARMS, *LOOK_ALIKES))
    fits = [
        _fit(matrix, np.isin(labels, ALARMS), CERTAIN),
        *(_fit(matrix[kinds], labels[kinds] == kind, CAUTIOUS) for kind in (*ALARMS, *LOOK_ALIKES)),
        _fit(matrix, labels == PERSONAL, CERTAIN),
    ]
    weights, bias = zip(*fits, strict=True)
    names = (ALARM, *ALARMS, *LOOK_ALIKES, PERSONAL)
    return packed(names, bags.features, np.append(idf, np.float32(0)), np.stack(weights, 1), np.array(bias))


def _parts(words: Words) -> Iterator[Words]:
    """Yield the parts of a long text, as they are scored."""
    if len(words) > WINDOW:
        for at in range(0, len(words) - WINDOW // 2, WINDOW // 2):
            yield words[at : at + WINDOW]


def _idf(bags: Bags) -> Floats:
    """Return the inverse document frequency of every feature."""
    idf: Floats = (1 + np.log((1 + bags.texts) / (1 + bags.frequencies()))).astype(np.float32)
    return idf


def _fit(
    matrix: csr_matrix, answers: NDArray[np.bool_], strength: float
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a logistic regression: convex, solved to convergence, without chance."""
    model = LogisticRegression(
        C=strength,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        tol=TOLERANCE,
        max_iter=MOST_TURNS,
        random_state=0,
    )
    model.fit(matrix, answers)
    return model.coef_[0], float(model.intercept_[0])


def calibrate(examples: Examples) -> dict[str, Band]:
    """Return the bands that cost least, on examples that the model did not learn from.

    All kinds of alarm share theirs: each alone has too few that go wrong to tell a band from chance.
    """
    held_out = list(_held_out(examples))
    alarms = [(sure, name in ALARMS) for name, sure, _ in held_out]
    personal = [(sure, name == PERSONAL) for name, _, sure in held_out if name not in ALARMS]
    alarm = _band(alarms, COSTS[ALARM])
    return {**dict.fromkeys(ALARMS, alarm), PERSONAL: _band(personal, COSTS[PERSONAL])}


def _held_out(examples: Examples) -> Iterator[tuple[str, float, float]]:
    """Yield of each example its class, how sure the model is of an alarm, and of a personal question."""
    known = [(name, fold(text).split()) for name, some in examples.items() for text in some]
    for at in range(FOLDS):
        scorer = AlarmScores(_learn([one for place, one in enumerate(known) if place % FOLDS != at]))
        for name, words in known[at::FOLDS]:
            scores = scorer.of(words)[0]
            sure, personal = (FULL_SCORE * probability(scores[what]) for what in (ALARM, PERSONAL))
            # A look-alike never takes over: one that is known for it disturbs nobody.
            yield name, 0.0 if is_look_alike(scores) and name not in ALARMS else sure, personal


def _band(some: Sequence[tuple[float, bool]], costs: Mapping[str, float]) -> Band:
    """Return the percentages from which on it costs least to believe the model."""
    right = np.array([sure for sure, is_right in some if is_right])
    wrong = np.array([sure for sure, is_right in some if not is_right])

    def cheapest(cost: float) -> int:
        costs = np.array([(right < least).mean() + cost * (wrong >= least).mean() for least in range(99)])
        # The cost hardly changes over a wide range, where the least is chance: its middle is not.
        return int(np.median(np.flatnonzero(costs <= costs.min() * NEARLY)))

    return Band(**{to: cheapest(cost) for to, cost in costs.items()})


def as_yaml(bands: Mapping[str, Band]) -> str:
    """Return the file `knowledge/red_flag_bands.yaml`."""
    costs = ", ".join(
        f"{name} {cost['line']:g} by a line, {cost['takes_over']:g} by a reply"
        for name, cost in COSTS.items()
    )
    lines = [
        "# yaml-language-server: $schema=schema/red_flag_bands.json",
        "# How sure the model must be, in percent. Written by “evaluate --calibrate”, not by hand.",
        f"# To miss one in a hundred costs 1; to disturb one in a hundred: {costs}.",
        *(f"{name}: {{line: {one.line}, takes_over: {one.takes_over}}}" for name, one in bands.items()),
    ]
    return "\n".join(lines) + "\n"
