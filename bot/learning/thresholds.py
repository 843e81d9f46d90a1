"""Finds how sure is sure enough: scores calibrated on lessons held out, thresholds by what mistakes cost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sklearn.linear_model import LogisticRegression

from bot.knowledge import FULL_SCORE, Calibration, Kind, Knowledge, Thresholds
from bot.knowledge.files import SCORES
from bot.learning.intents import learn_intents
from bot.learning.lessons import Lesson, held_out, taught
from bot.understanding.decide import Decider
from bot.understanding.matcher import Candidate

FALSE_ANSWER, FALSE_SILENCE, LOST, NOT_OUTRIGHT = 10.0, 6.0, 4.0, 3.0
"""What it costs to answer another question, to say wrongly that the article is silent, to leave a question
without its answer, and not to answer it outright: half of those still get a button. A wrong medical answer is
worse than none."""
USELESS = 0.5
"""What a button costs that does not lead to the answer."""
ORDINARY = 0.1
"""What an ordinary line counts beside a question: people mostly ask this bot about B12."""
NEARLY = 1.2
"""Times the least cost that counts as the same: a handful of mistakes decides, so a fifth is chance."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it should reach, and the best candidate for it."""

    intent: str
    best: Candidate
    kind: Kind
    is_named: bool
    is_doubtful: bool
    weight: float


def find(knowledge: Knowledge, questions: Iterable[tuple[str, str]]) -> Thresholds:
    """Return thresholds for questions, each with its intent, and for the ordinary speech that is held out."""
    kept, held = held_out(taught(knowledge))
    learnt = learn_intents(knowledge, kept)
    calibration = _calibration(Decider(knowledge, learnt), held)
    thresholds = replace(knowledge.thresholds, calibration=calibration)
    decider = Decider(replace(knowledge, thresholds=thresholds), learnt)
    (elsewhere,) = knowledge.of_kind(Kind.OUT_OF_SCOPE)
    ordinary = [
        (one.text, one.intent) for one in held if one.intent == elsewhere.id and one.text == one.source
    ]
    asked = [
        *_asked(decider, knowledge.kinds, questions, 1.0),
        *_asked(decider, knowledge.kinds, ordinary, ORDINARY),
    ]
    sure = [one for one in asked if not one.is_doubtful]
    return replace(
        thresholds,
        answered=_best(_of(sure, Kind.ANSWERED, lambda one: one.is_named), NOT_OUTRIGHT, FALSE_ANSWER),
        unnamed=_best(_of(sure, Kind.ANSWERED, lambda one: not one.is_named), NOT_OUTRIGHT, FALSE_ANSWER),
        gaps=_best(_of(asked, Kind.GAP), LOST, FALSE_SILENCE),
        smalltalk=_best(_of(asked, Kind.SMALL_TALK), LOST, FALSE_SILENCE),
        suggested=_best(_of(asked, Kind.ANSWERED), LOST, USELESS),
    )


def as_yaml(found: Thresholds) -> str:
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


def _calibration(decider: Decider, held: Sequence[Lesson]) -> Calibration:
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
    decider: Decider, kinds: dict[str, Kind], questions: Iterable[tuple[str, str]], weight: float
) -> Iterable[Asked]:
    for text, intent in questions:
        read = decider.reader.read(text)
        if candidates := decider.candidates(read):
            named = read.is_named
            doubtful = decider.is_doubtful(read, named=named)
            yield Asked(intent, candidates[0], kinds[candidates[0].intent], named, doubtful, weight)


def _of(asked: Iterable[Asked], kind: Kind, also: Callable[[Asked], bool] = lambda _: True) -> list[Asked]:
    return [one for one in asked if one.kind is kind and also(one)]


def _best(asked: Sequence[Asked], missed: float, wrong: float) -> int:
    """Return the score from which it costs least to take the best candidate at its word.

    The cost hardly changes over a wide range, in which the least is chance: its middle is not.
    """

    def cost(score: int) -> float:
        return sum(
            one.weight * ((0.0 if hit else wrong) if one.best.score >= score else (missed if hit else 0.0))
            for one in asked
            for hit in (one.best.intent == one.intent,)
        )

    costs = {score: cost(score) for score in range(1, FULL_SCORE)}
    most = NEARLY * min(costs.values())
    cheapest = [score for score, one in costs.items() if one <= most]
    return cheapest[len(cheapest) // 2]
