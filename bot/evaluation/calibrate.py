"""Finds the thresholds of the bands, on examples that the matcher was not shown.

Two ways of not being shown. *Held-out examples*: a fifth of every intent's examples is asked of a matcher
that learnt the rest. *Held-out gaps*: a fifth of the gaps is unknown to the matcher altogether, as any topic
is that no editor foresaw. One example in four is asked with typos. The thresholds are those that cost least.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from random import Random

from bot.evaluation.typos import mistype
from bot.knowledge import FULL_SCORE, Intent, Kind, Knowledge, Thresholds
from bot.learning import learn
from bot.understanding import Band, Candidate, Extent, Learnt, Placed, Understander, place

FALSE_ANSWER = 10.0
"""Cost of an answer to another question: a wrong medical answer is worse than none."""
FALSE_SILENCE = 6.0
"""Cost of saying that the article is silent, or of small talk, where the article has an answer."""
BESIDE = 3.0
"""Cost of the same where it has none: nothing false is said, but the person was not understood."""
LOST = 4.0
"""Cost of a question that the article covers and that gets neither its answer nor its button."""
ASKED_BACK = 2.0
"""Cost of buttons, or of the fallback, where more was asked for."""
BUTTON = 0.1
"""Cost of each button that has to be read."""
_PRICES = (
    f"a false answer {FALSE_ANSWER:g}, a false silence {FALSE_SILENCE:g}, a lost question {LOST:g}, "
    f"buttons instead of an answer {ASKED_BACK:g}"
)

UNFORESEEN = "unforeseen"
TRAFFIC = {
    Kind.ANSWERED: 0.55,
    Kind.GAP: 0.25,
    Kind.SMALL_TALK: 0.05,
    Kind.OUT_OF_SCOPE: 0.12,
    UNFORESEEN: 0.03,
}
"""The shares of questions that are reckoned with, an estimate; the last are about gaps nobody foresaw."""

FOLDS = 5
MISTYPED = 4
"""One question in so many has typos."""
SEED = 12
STEP = 2
"""Thresholds that are tried …"""
LEAST = {"answered": 50, "gaps": 30, "smalltalk": 30}
"""… and where they begin: what is more likely wrong than right is never given, whatever it would cost."""
ROUNDS = 3
"""Times that each threshold is chosen anew, with the others as they are: the third changes nothing more."""
PLATEAU = 0.005
"""Share of the cost by which neighbouring thresholds count as equally good: the middle of them is taken."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example as a matcher saw it that did not know it."""

    label: str
    kind: Kind
    group: str
    """Its kind, or that nobody foresaw it."""
    candidates: tuple[Candidate, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Calibration:
    """The thresholds, and how the cases fare with them."""

    thresholds: Thresholds
    cost: float
    """Mean cost of a case."""
    fates: dict[str, Counter[str]]
    """By kind of question: what became of how many."""


def calibrate(knowledge: Knowledge) -> Calibration:
    """Return the thresholds that cost least."""
    kinds = knowledge.kinds
    cases = [*_held_out_examples(knowledge), *_held_out_gaps(knowledge)]
    sizes = Counter(case.group for case in cases)
    thresholds = knowledge.thresholds

    def cost(tried: Thresholds) -> float:
        """Return the mean cost of a question."""
        costs = dict.fromkeys(sizes, 0.0)
        for case in cases:
            costs[case.group] += _cost(case, place(case.candidates, kinds, tried, case.extent), kinds)
        return sum(share * costs[group] / sizes[group] for group, share in TRAFFIC.items() if sizes[group])

    for _ in range(ROUNDS):
        for field in fields(Thresholds):
            options = [
                replace(thresholds, **{field.name: value})
                for value in range(LEAST.get(field.name, 0), FULL_SCORE, STEP)
            ]
            thresholds = _middle(options, [cost(option) for option in options])
    fates: dict[str, Counter[str]] = {}
    for case in cases:
        fate = _fate(case, place(case.candidates, kinds, thresholds, case.extent), kinds)
        fates.setdefault(case.group, Counter())[fate] += 1
    return Calibration(thresholds, cost(thresholds), fates)


def as_yaml(calibration: Calibration) -> str:
    """Return the file `knowledge/thresholds.yaml`, with what was found as its comment."""
    lines = [
        "# How sure is sure enough: scores, 0 to 100. Written by “evaluate --calibrate”, not by hand.",
        f"# Chosen on {FOLDS} folds of the examples and gaps held out, one in four with typos. Costs:",
        f"# {_PRICES}.",
        f"# Together {calibration.cost:.3f} a question.",
        "# What became of the held-out examples, in percent:",
        "#",
    ]
    for kind, fates in calibration.fates.items():
        whole = fates.total()
        shares = ", ".join(f"{fate} {100 * count / whole:.1f}" for fate, count in fates.most_common())
        lines.append(f"#   {kind} ({whole}): {shares}")
    lines += ["", *(f"{f.name}: {getattr(calibration.thresholds, f.name)}" for f in fields(Thresholds)), ""]
    return "\n".join(lines)


def _held_out_examples(knowledge: Knowledge) -> Iterator[Case]:
    folds: dict[str, list[list[str]]] = {}
    for intent in knowledge.intents.values():
        examples: list[str] = list(intent.examples)
        Random(SEED).shuffle(examples)  # noqa: S311 - a shuffle, not a secret
        folds[intent.id] = [examples[fold::FOLDS] for fold in range(FOLDS)]
    for fold in range(FOLDS):
        left_out = {intent: set(parts[fold]) for intent, parts in folds.items()}
        rest = [
            replace(intent, examples=tuple(e for e in intent.examples if e not in left_out[intent.id]))
            for intent in knowledge.intents.values()
        ]
        asked = [(i, text) for i in knowledge.intents.values() for text in folds[i.id][fold]]
        yield from _ask(knowledge, rest, asked)


def _held_out_gaps(knowledge: Knowledge) -> Iterator[Case]:
    gaps = knowledge.of_kind(Kind.GAP)
    for fold in range(FOLDS):
        left_out = gaps[fold::FOLDS]
        rest = [intent for intent in knowledge.intents.values() if intent not in left_out]
        yield from _ask(
            knowledge, rest, [(gap, text) for gap in left_out for text in gap.examples], UNFORESEEN
        )


def _ask(
    knowledge: Knowledge, known: Iterable[Intent], asked: Sequence[tuple[Intent, str]], group: str = ""
) -> Iterator[Case]:
    knows = replace(knowledge, intents={intent.id: intent for intent in known})
    understander = Understander(knows, Learnt.of(learn(knows)))
    for number, (intent, text) in enumerate(asked):
        understanding = understander.understand(text if number % MISTYPED else mistype(text, "mixed", SEED))
        if isinstance(understanding.meaning, Placed):
            yield Case(
                intent.id,
                intent.kind,
                group or intent.kind,
                understanding.candidates,
                understanding.extent,
            )


def _fate(case: Case, placed: Placed, kinds: dict[str, Kind]) -> str:
    intents = [candidate.intent for candidate in placed.candidates]
    if placed.band is Band.FALLBACK:
        return "right" if case.kind is Kind.OUT_OF_SCOPE else "declined"
    if placed.band is Band.SUGGEST:
        return "suggested" if case.label in intents or case.kind is not Kind.ANSWERED else "declined"
    if case.label in intents:
        return "right"
    answered = kinds[intents[0]]
    if answered is Kind.ANSWERED:
        return "false answer"
    return "false silence" if case.kind is Kind.ANSWERED else "beside the point"


_COSTS = {
    "right": 0.0,
    "false answer": FALSE_ANSWER,
    "false silence": FALSE_SILENCE,
    "beside the point": BESIDE,
    "suggested": ASKED_BACK,
}


def _cost(case: Case, placed: Placed, kinds: dict[str, Kind]) -> float:
    fate = _fate(case, placed, kinds)
    buttons = BUTTON * len(placed.candidates) if placed.band is Band.SUGGEST else 0.0
    if fate == "declined":
        return buttons + (LOST if case.kind is Kind.ANSWERED else ASKED_BACK)
    return buttons + _COSTS[fate]


def _middle(options: Sequence[Thresholds], costs: Sequence[float]) -> Thresholds:
    """Return the middle of the run of options around the best one that cost hardly more."""
    best = costs.index(min(costs))
    good = [cost <= costs[best] * (1 + PLATEAU) for cost in costs]
    low = high = best
    while low > 0 and good[low - 1]:
        low -= 1
    while high < len(good) - 1 and good[high + 1]:
        high += 1
    return options[(low + high) // 2]
