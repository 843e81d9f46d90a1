"""Finds how sure is sure enough, by what mistakes cost, on what the models did not learn from.

The cost hardly changes over a wide range of scores, in which the least is chance: the middle of that range is
taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.knowledge import FULL_SCORE, Band, Calibration, Kind, Knowledge, Thresholds
from bot.knowledge.model import SCORES
from bot.learning import alarms
from bot.learning.intents import Lesson, learn_intents, taught
from bot.understanding.alarms import ALARM, ALARMS, PERSONAL, lead_of_look_alikes, probability, scored
from bot.understanding.matcher import Candidate
from bot.understanding.phrases import draw
from bot.understanding.question import QuestionDecider

FALSE_ANSWER, FALSE_SILENCE, LOST, NOT_OUTRIGHT = 10.0, 6.0, 4.0, 3.0
"""What it costs to answer another question, to say wrongly that the article is silent, to leave a question
without its answer, and not to answer it outright: half of those still get a button. A wrong medical answer is
worse than none."""
USELESS = 0.5
"""What a button costs that does not lead to the answer."""
ORDINARY = 0.1
"""What an ordinary line counts beside a question: people mostly ask this bot about B12."""
DISTURBED = {ALARM: {"line": 1.3, "takes_over": 4.0}, PERSONAL: {"line": 5.0, "takes_over": 20.0}}
"""What it costs to disturb one in a hundred that are no alarm; to miss one in a hundred costs 1."""
NEARLY, NEARLY_BAND = 1.2, 1.02
"""Times the least cost that counts as the same: of questions a handful of mistakes decides, so a fifth is
chance."""
FOLDS = 4
"""One lesson in so many is held out."""
ALARM_FOLDS = 5
"""Each alarm is held out once, one in so many at a time."""

Scored = tuple[float, bool, float]
"""A score, whether it was right to believe it, and what that counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it should reach, and the best candidate for it."""

    intent: str
    best: Candidate
    kind: Kind
    is_doubtful: bool
    weight: float


def held_out(lessons: Sequence[Lesson], fold: int = 0) -> tuple[list[Lesson], list[Lesson]]:
    """Return what is learnt and what is held out in one of `FOLDS`.

    Lines of one template are held out together, so that none is judged by what it taught.
    """
    parts: tuple[list[Lesson], list[Lesson]] = [], []
    for lesson in lessons:
        parts[draw("fold", lesson.source) % FOLDS == fold].append(lesson)
    return parts


def thresholds(knowledge: Knowledge, questions: Iterable[tuple[str, str]]) -> Thresholds:
    """Return thresholds for questions, each with its intent, and for the ordinary speech that is held out."""
    kept, held = held_out(taught(knowledge))
    learnt = learn_intents(knowledge, kept)
    found = replace(knowledge.thresholds, calibration=_calibration(QuestionDecider(knowledge, learnt), held))
    decider = QuestionDecider(replace(knowledge, thresholds=found), learnt)
    (elsewhere,) = knowledge.of_kind(Kind.OUT_OF_SCOPE)
    ordinary = [
        (one.text, one.intent) for one in held if one.intent == elsewhere.id and one.text == one.source
    ]
    asked = [
        *_asked(decider, knowledge.kinds, questions, 1.0),
        *_asked(decider, knowledge.kinds, ordinary, ORDINARY),
    ]
    answered = [one for one in asked if one.kind is Kind.ANSWERED]

    def best(of: Iterable[Asked], missed: float, wrong: float) -> int:
        judged = [(one.best.score, one.best.intent == one.intent, one.weight) for one in of]
        return cheapest(judged, missed, wrong, NEARLY)

    return replace(
        found,
        answered=best([one for one in answered if not one.is_doubtful], NOT_OUTRIGHT, FALSE_ANSWER),
        gaps=best([one for one in asked if one.kind is Kind.GAP], LOST, FALSE_SILENCE),
        smalltalk=best([one for one in asked if one.kind is Kind.SMALL_TALK], LOST, FALSE_SILENCE),
        suggested=best(answered, LOST, USELESS),
    )


def bands(examples: alarms.Labelled) -> dict[str, Band]:
    """Return from how sure on the model of alarms is believed.

    All kinds of alarm share a band: each alone has too few that go wrong to tell a band from chance.
    """
    held_out = list(_alarms_held_out(examples))
    alarm = _band([(sure, name in ALARMS) for name, sure, _ in held_out], DISTURBED[ALARM])
    personal = [(sure, name == PERSONAL) for name, _, sure in held_out if name not in ALARMS]
    return {**dict.fromkeys(ALARMS, alarm), PERSONAL: _band(personal, DISTURBED[PERSONAL])}


def cheapest(judged: Sequence[Scored], missed: float, wrong: float, nearly: float) -> int:
    """Return the score from which on it costs least to believe it."""
    scores, right, weights = map(np.array, zip(*judged, strict=True))
    costs = np.array(
        [
            (weights * np.where(right, missed * (scores < least), wrong * (scores >= least))).sum()
            for least in range(1, FULL_SCORE)
        ]
    )
    return 1 + int(np.median(np.flatnonzero(costs <= costs.min() * nearly)))


def thresholds_yaml(found: Thresholds) -> str:
    """Return the file `knowledge/thresholds.yaml`."""
    scores = [f"{name}: {getattr(found, name)}" for name in SCORES]
    by = found.calibration
    return "\n".join(
        [
            "# yaml-language-server: $schema=schema/thresholds.json",
            "# How sure is sure enough: scores, 0 to 100. Written by “evaluate --calibrate”, not by hand.",
            "# Chosen on golden questions and ordinary speech held out. What a mistake costs:",
            f"# a false answer {FALSE_ANSWER:g}, a false silence {FALSE_SILENCE:g},",
            f"# a lost question {LOST:g}, no outright answer {NOT_OUTRIGHT:g}, a useless button {USELESS:g}.",
            *scores,
            "# A logistic of what speaks for an intent and of its log-odds, fitted on lessons held out.",
            "calibration:",
            *(f"  {name}: {getattr(by, name):.3f}" for name in ("bias", "strength", "odds")),
            "",
        ]
    )


def bands_yaml(found: Mapping[str, Band]) -> str:
    """Return the file `knowledge/red_flag_bands.yaml`."""
    costs = ", ".join(
        f"{name} {cost['line']:g} by a line, {cost['takes_over']:g} by a reply"
        for name, cost in DISTURBED.items()
    )
    lines = [
        "# yaml-language-server: $schema=schema/red_flag_bands.json",
        "# How sure the model must be, in percent. Written by “evaluate --calibrate”, not by hand.",
        f"# To miss one in a hundred costs 1; to disturb one in a hundred: {costs}.",
        *(f"{name}: {{line: {one.line}, takes_over: {one.takes_over}}}" for name, one in found.items()),
    ]
    return "\n".join(lines) + "\n"


def _calibration(decider: QuestionDecider, held: Sequence[Lesson]) -> Calibration:
    """Fit a logistic (Platt) of what speaks for the best candidate to whether it was right."""
    pairs = [
        (candidates[0].evidence, candidates[0].intent == lesson.intent)
        for lesson in held
        if (candidates := decider.candidates(decider.reader.read(lesson.text)))
    ]
    fitted = LogisticRegression(C=100.0).fit(
        [list(evidence) for evidence, _ in pairs], [hit for _, hit in pairs]
    )
    strength, odds = fitted.coef_[0].tolist()
    return Calibration(round(float(fitted.intercept_[0]), 3), round(strength, 3), round(odds, 3))


def _asked(
    decider: QuestionDecider, kinds: Mapping[str, Kind], questions: Iterable[tuple[str, str]], weight: float
) -> Iterator[Asked]:
    for text, intent in questions:
        read = decider.reader.read(text)
        if candidates := decider.candidates(read):
            doubtful = decider.is_doubtful(read, candidates[0].intent)
            yield Asked(intent, candidates[0], kinds[candidates[0].intent], doubtful, weight)


def _alarms_held_out(examples: alarms.Labelled) -> Iterator[tuple[str, float, float]]:
    """Yield of each example its class, how sure the model is of an alarm, and of a personal question."""
    for at in range(ALARM_FOLDS):
        model = alarms.learn([one for place, one in enumerate(examples) if place % ALARM_FOLDS != at])
        for name, words in examples[at::ALARM_FOLDS]:
            scores = scored(model, words)
            sure, personal = (FULL_SCORE * probability(scores[what]) for what in (ALARM, PERSONAL))
            # A look-alike never takes over: one that is known for it disturbs nobody.
            yield name, 0.0 if lead_of_look_alikes(scores) > 0 and name not in ALARMS else sure, personal


def _band(some: Sequence[tuple[float, bool]], costs: Mapping[str, float]) -> Band:
    """Return the percentages from which on it costs least to believe the model."""
    of_right = sum(is_right for _, is_right in some)
    share = {True: 1 / max(1, of_right), False: 1 / max(1, len(some) - of_right)}
    judged = [(sure, is_right, share[is_right]) for sure, is_right in some]
    return Band(**{to: cheapest(judged, 1.0, cost, NEARLY_BAND) for to, cost in costs.items()})
