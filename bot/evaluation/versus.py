"""Matchers side by side: ours, and what many bots do with rapidfuzz, on the same examples and questions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.evaluation.metrics import Labelled, auroc, best_mcc
from bot.evaluation.progress import Show, silent
from bot.evaluation.questions import Question
from bot.evaluation.scan import SCORERS, Scan
from bot.evaluation.typos import mistype
from bot.learning import matcher
from bot.understanding import Candidate

SEED = 12
OURS, PLAIN = "b12bot", "token_set_ratio"
"""Our matcher, and the better one of the scorers."""
PAIRS = 15
"""Confusions that are listed, at most."""

Match = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Score:
    """How often the best candidate of a matcher is right, and how well its scores separate."""

    name: str
    accuracy: float
    """In percent of the questions in scope …"""
    typed: float
    """… and with typos in them."""
    auroc: float
    best_mcc: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matchers on the same questions."""

    inside: int
    """Questions in scope …"""
    outside: int
    """… and out of it."""
    scores: Sequence[Score]


def learnt(train: Sequence[Question], test: Sequence[Question]) -> Iterator[str]:
    """Yield how well matchers that learnt some questions label others.

    A label of `test` that `train` does not have counts as out of scope.
    """
    examples: dict[str, list[str]] = {}
    for question in train:
        examples.setdefault(question.label, []).append(question.text)
    yield f"{len(train):,} questions of {len(examples)} labels learnt, {len(test):,} asked"
    ours, others = matcher(examples).match, scans(examples)
    yield from lines(compared({OURS: ours, **others}, test, examples))
    pairs = ((q.label, _best(ours(q.text)).intent) for q in test if q.label in examples)
    yield from confusions(Counter((asked, got) for asked, got in pairs if asked != got))


def few_of_each(questions: Sequence[Question], few: int) -> tuple[list[Question], list[Question]]:
    """Return a seeded choice of so many questions of each label, and all others."""
    order = list(range(len(questions)))
    Random(SEED).shuffle(order)  # noqa: S311 - a choice, not a secret
    seen: Counter[str] = Counter()
    chosen = set()
    for at in order:
        label = questions[at].label
        seen[label] += 1
        if seen[label] <= few:
            chosen.add(at)
    rest = [question for at, question in enumerate(questions) if at not in chosen]
    return [questions[at] for at in sorted(chosen)], rest


def scans(examples: Mapping[str, Sequence[str]]) -> dict[str, Match]:
    """Return plain fuzzy matching of examples, by the name of its scorer."""
    return {scorer: Scan(examples, scorer).match for scorer in SCORERS}


def compared(
    matchers: Mapping[str, Match],
    questions: Sequence[Question],
    in_scope: Collection[str],
    show: Show = silent,
) -> Comparison:
    """Return for each matcher how often its best candidate is right, and how well scores separate."""
    inside = [question for question in questions if question.label in in_scope]
    scores = []
    for name, match in matchers.items():
        show(f"matching: {name}")
        best = [_best(match(question.text)) for question in questions]
        typed = [_best(match(mistype(question.text, "mixed", SEED))) for question in inside]
        as_asked = [one for one, question in zip(best, questions, strict=True) if question.label in in_scope]
        labelled = [_labelled(one, question, in_scope) for one, question in zip(best, questions, strict=True)]
        separates = (auroc(labelled), best_mcc(labelled)) if labelled else (0.0, 0.0)
        scores.append(Score(name, _accuracy(as_asked, inside), _accuracy(typed, inside), *separates))
    return Comparison(len(inside), len(questions) - len(inside), scores)


def by_typo(
    matchers: Mapping[str, Match],
    questions: Sequence[Question],
    kinds: Iterable[str],
    show: Show = silent,
) -> dict[str, dict[str, float]]:
    """Return for each matcher in percent how often its best candidate is right, by kind of typo."""
    return {
        name: {kind: _mistyped(name, match, questions, kind, show) for kind in kinds}
        for name, match in matchers.items()
    }


def lines(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison as a person reads it."""
    yield f"{comparison.inside:,} questions in scope, {comparison.outside:,} out of scope"
    yield f"{'':<18}{'accuracy':>9}{'with typos':>12}{'AUROC':>8}{'best MCC':>10}"
    for one in comparison.scores:
        separation = (
            f"{one.auroc:8.1f}{one.best_mcc:10.3f}" if comparison.outside and comparison.inside else ""
        )
        yield f"{one.name:<18}{one.accuracy:9.1f}{one.typed:12.1f}{separation}"


def confusions(pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the most frequent confusions: asked for, got, how often."""
    if pairs:
        yield ""
        yield "asked for                        but got"
    for (asked, got), count in pairs.most_common(PAIRS):
        yield f"{asked:<32} {got:<32} {count:4}"


def _mistyped(name: str, match: Match, questions: Sequence[Question], kind: str, show: Show) -> float:
    show(f"matching with typos: {name}, {kind}")
    return _accuracy([_best(match(mistype(one.text, kind, SEED))) for one in questions], questions)


def _labelled(best: Candidate, question: Question, in_scope: Collection[str]) -> Labelled:
    asked = question.label if question.label in in_scope else ""
    return Labelled(asked, best.intent, best.score) if best.intent in in_scope else Labelled(asked, "", 0.0)


def _accuracy(best: Sequence[Candidate], asked: Sequence[Question]) -> float:
    right = sum(one.intent == question.label for one, question in zip(best, asked, strict=True))
    return 100 * right / max(1, len(asked))


def _best(candidates: Sequence[Candidate]) -> Candidate:
    return candidates[0] if candidates else Candidate("", 0.0, "", 0.0)
