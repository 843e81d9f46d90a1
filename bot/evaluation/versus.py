"""Matchers side by side: ours, and what many bots do with rapidfuzz, on the same examples and questions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from random import Random

from bot.evaluation.metrics import Labelled, auroc, best_mcc
from bot.evaluation.questions import Question
from bot.evaluation.typos import mistype
from bot.knowledge import Vocabulary
from bot.understanding import Candidate, Matcher
from bot.understanding.scan import SCORERS, Scan

SEED = 12
PAIRS = 15
"""Confusions that are listed, at most."""

Match = Callable[[str], Sequence[Candidate]]


def learnt(train: Sequence[Question], test: Sequence[Question]) -> Iterator[str]:
    """Yield how well matchers that learnt some questions label others.

    A label of `test` that `train` does not have counts as out of scope.
    """
    examples: dict[str, list[str]] = {}
    for question in train:
        examples.setdefault(question.label, []).append(question.text)
    yield f"{len(train):,} questions of {len(examples)} labels learnt, {len(test):,} asked"
    yield from compared(examples, test, examples)
    match = Matcher(examples).match
    inside = [question for question in test if question.label in examples]
    pairs = Counter((question.label, _best(match(question.text)).intent) for question in inside)
    yield from confusions(Counter({pair: count for pair, count in pairs.items() if len(set(pair)) > 1}))


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


def compared(
    examples: Mapping[str, Sequence[str]],
    questions: Sequence[Question],
    in_scope: Collection[str],
    vocabulary: Vocabulary | None = None,
) -> Iterator[str]:
    """Yield for each matcher how often its best candidate is right, and how well scores separate."""
    matchers: dict[str, Match] = {"b12bot": Matcher(examples, vocabulary).match}
    matchers |= {scorer: Scan(examples, scorer).match for scorer in SCORERS}
    inside = [question for question in questions if question.label in in_scope]
    outside = [question for question in questions if question.label not in in_scope]
    yield f"{len(inside):,} questions in scope, {len(outside):,} out of scope"
    yield f"{'':<18}{'accuracy':>9}{'with typos':>12}{'AUROC':>8}{'best MCC':>10}"
    for name, match in matchers.items():
        accuracy = _accuracy(match, [(question.text, question.label) for question in inside])
        typed = _accuracy(match, [(mistype(q.text, "mixed", SEED), q.label) for q in inside])
        labelled = [_labelled(match, question, in_scope) for question in questions]
        separation = f"{auroc(labelled):8.1f}{best_mcc(labelled):10.3f}" if outside and inside else ""
        yield f"{name:<18}{accuracy:9.1f}{typed:12.1f}{separation}"


def confusions(pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the most frequent confusions: asked for, got, how often."""
    if pairs:
        yield ""
        yield "asked for                        but got"
    for (asked, got), count in pairs.most_common(PAIRS):
        yield f"{asked:<32} {got:<32} {count:4}"


def _labelled(match: Match, question: Question, in_scope: Collection[str]) -> Labelled:
    best = _best(match(question.text))
    asked = question.label if question.label in in_scope else ""
    return Labelled(asked, best.intent, best.score) if best.intent in in_scope else Labelled(asked, "", 0.0)


def _accuracy(match: Match, asked: Sequence[tuple[str, str]]) -> float:
    return 100 * sum(_best(match(text)).intent == label for text, label in asked) / max(1, len(asked))


def _best(candidates: Sequence[Candidate]) -> Candidate:
    return candidates[0] if candidates else Candidate("", 0.0, "")
