"""Matchers side by side: ours, and what many bots do with rapidfuzz, on the same examples and questions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from random import Random

import numpy as np
from sklearn.metrics import matthews_corrcoef, roc_auc_score

from bot.conversation import Conversation
from bot.evaluation.ablation import without
from bot.evaluation.measured import MATCHED
from bot.evaluation.questions import Question
from bot.evaluation.scan import SCORERS, Scan
from bot.evaluation.typos import SEED, mistype
from bot.evaluation.verdict import groups
from bot.knowledge import Kind, Knowledge
from bot.learning import matcher, sentences
from bot.understanding import Candidate, Learnt

PAIRS = 15
"""Confusions that are listed, at most."""

Match = Callable[[str], Sequence[Candidate]]


def of_bot(knowledge: Knowledge, learnt: Learnt, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how well the bot's matcher labels questions, with and without rapidfuzz, and rapidfuzz alone."""
    by_label, kinds = groups(knowledge), knowledge.kinds
    matchers: dict[str, Match] = {
        "b12bot": Conversation(knowledge, learnt).understander.match,
        "without rapidfuzz": without("rapidfuzz", knowledge, learnt).understander.match,
        **_scans(sentences(knowledge)),
    }
    yield ""
    yield "the best candidate alone, without bands, beside one scorer over the same examples:"
    matched = [question for question in questions if by_label[question.label] in MATCHED]
    in_scope = [intent for intent, kind in kinds.items() if kind is not Kind.OUT_OF_SCOPE]
    yield from _compared(matchers, matched, in_scope)


def of_learnt(train: Sequence[Question], test: Sequence[Question]) -> Iterator[str]:
    """Yield how well matchers that learnt some questions label others.

    A label of `test` that `train` does not have counts as out of scope.
    """
    examples: dict[str, list[str]] = {}
    for question in train:
        examples.setdefault(question.label, []).append(question.text)
    yield f"{len(train):,} questions of {len(examples)} labels learnt, {len(test):,} asked"
    ours = matcher(examples).match
    yield from _compared({"b12bot": ours, **_scans(examples)}, test, examples)
    pairs = ((q.label, _best(ours(q.text)).intent) for q in test if q.label in examples)
    yield from confusions(Counter((asked, got) for asked, got in pairs if asked != got))


def few_of_each(questions: Sequence[Question], few: int) -> tuple[list[Question], list[Question]]:
    """Return a seeded choice of so many questions of each label, and all others."""
    order = list(range(len(questions)))
    Random(SEED).shuffle(order)  # noqa: S311 - a choice, not a secret
    seen: Counter[str] = Counter()
    chosen: set[int] = set()
    for at in order:
        seen[questions[at].label] += 1
        if seen[questions[at].label] <= few:
            chosen.add(at)
    rest = [question for at, question in enumerate(questions) if at not in chosen]
    return [questions[at] for at in sorted(chosen)], rest


def confusions(pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the most frequent confusions: asked for, got, how often."""
    if pairs:
        yield ""
        yield "asked for                        but got"
    for (asked, got), count in pairs.most_common(PAIRS):
        yield f"{asked:<32} {got:<32} {count:4}"


def separation(asked: Sequence[str], given: Sequence[str], sure: Sequence[float]) -> tuple[float, float]:
    """Return how well scores tell what is in scope: the AUROC in percent, and the best correlation (MCC).

    An empty label is out of scope; so counts, for the correlation, what scores below the best threshold.
    """
    thresholds = sorted(set(np.percentile(sure, range(100), method="nearest")))
    cut = (np.where(np.array(sure) >= least, given, "") for least in thresholds)
    auroc = roc_auc_score([bool(label) for label in asked], sure)
    return 100 * auroc, max(matthews_corrcoef(asked, labels) for labels in cut)


def _compared(
    matchers: Mapping[str, Match],
    questions: Sequence[Question],
    in_scope: Collection[str],
) -> Iterator[str]:
    """Yield for each matcher how often its best candidate is right, and how well its scores separate."""
    asked = [question.label if question.label in in_scope else "" for question in questions]
    inside = [question for question in questions if question.label in in_scope]
    outside = len(questions) - len(inside)
    yield f"{len(inside):,} questions in scope, {outside:,} out of scope"
    yield f"{'':<18}{'accuracy':>9}{'with typos':>12}{'AUROC':>8}{'best MCC':>10}"
    for name, match in matchers.items():
        best = [_best(match(question.text)) for question in questions]
        given = [one.intent if one.intent in in_scope else "" for one in best]
        sure = [one.score if one.intent in in_scope else 0.0 for one in best]
        right = sum(one == other != "" for one, other in zip(asked, given, strict=True))
        typed = sum(_best(match(mistype(one.text, "mixed", SEED))).intent == one.label for one in inside)
        percents = (100 * one / max(1, len(inside)) for one in (right, typed))
        line = "{:<18}{:9.1f}{:12.1f}".format(name, *percents)
        yield line + ("{:8.1f}{:10.3f}".format(*separation(asked, given, sure)) if inside and outside else "")


def _scans(examples: Mapping[str, Sequence[str]]) -> dict[str, Match]:
    """Return plain fuzzy matching of examples, by the name of its scorer."""
    return {scorer: Scan(examples, scorer).match for scorer in SCORERS}


def _best(candidates: Sequence[Candidate]) -> Candidate:
    return candidates[0] if candidates else Candidate("", 0.0, "", 0.0)
