"""Measurements as lines that a person reads."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from math import ceil, sqrt

from bot.evaluation.questions import Question, QuestionsError
from bot.evaluation.typos import KINDS, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.conversation import Conversation, Reply
from bot.knowledge import Kind, Knowledge
from bot.understanding import Candidate, Matcher
from bot.understanding.scan import SCORERS, Scan

SEED = 12
BAR = 40
"""Characters of the longest bar of a histogram."""
PAIRS = 15
"""Confusions that are listed."""
TENTHS = 10

Match = Callable[[str], Sequence[Candidate]]


def of_bot(knowledge: Knowledge, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how the bot answers questions, and how its matcher compares with plain fuzzy matching.

    Raises:
        QuestionsError: if a label is no intent and no outcome of the bot.
    """
    by_label = groups(knowledge)
    _known(questions, by_label)
    conversation = Conversation(knowledge)
    asked = [(question, by_label[question.label]) for question in questions]
    replies = [(question, group, conversation.reply_to(question.text)) for question, group in asked]
    judged = [(question, group, reply, judge(group, question.label, reply)) for question, group, reply in replies]
    yield f"{len(questions):,} questions, {len(knowledge.examples):,} examples"
    yield ""
    yield from _table("group", ((group, verdict) for _, group, _, verdict in judged))
    yield ""
    yield from _table("intent", ((question.label, verdict) for question, _, _, verdict in judged))
    yield from _confusions(
        (question.label, _reached(reply)) for question, _, reply, verdict in judged if verdict is Verdict.WRONG
    )
    yield from _false_answers(judged)
    yield from _histograms(reply for _, group, reply, _ in judged if group in {Group.COVERED, Group.GAP})
    yield from _stress(conversation, asked)
    yield from _side_by_side(knowledge, asked)


def of_matcher(train: Sequence[Question], test: Sequence[Question]) -> Iterator[str]:
    """Yield how the matcher, and plain fuzzy matching, label questions after learning others.

    A test label that no training question has counts as out of scope.
    """
    examples: dict[str, list[str]] = {}
    for question in train:
        examples.setdefault(question.label, []).append(question.text)
    yield f"{len(train):,} questions of {len(examples)} labels learnt, {len(test):,} asked"
    yield ""
    matchers: dict[str, Match] = {"b12bot": Matcher(examples).match}
    matchers |= {scorer: Scan(examples, scorer).match for scorer in SCORERS}
    yield from _compared(matchers, test, set(examples))
    wrong = Counter(
        (question.label, best)
        for question in test
        if question.label in examples and (best := _best(matchers["b12bot"](question.text)).intent) != question.label
    )
    yield from _listed(wrong)


def _known(questions: Iterable[Question], labels: Mapping[str, Group]) -> None:
    for question in questions:
        if question.label not in labels:
            known = ", ".join(labels)
            raise QuestionsError(f"{question.mark}: the label “{question.label}” is unknown, use one of: {known}")


def _table(what: str, judged: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    counts: dict[str, Counter[Verdict]] = {}
    for name, verdict in judged:
        counts.setdefault(name, Counter())[verdict] += 1
    yield f"{what:<20}{'n':>6}" + "".join(f"{verdict:>11}" for verdict in Verdict) + "   percent"
    for name, verdicts in counts.items():
        shares = "".join(f"{100 * verdicts[verdict] / verdicts.total():11.1f}" for verdict in Verdict)
        yield f"{name:<20}{verdicts.total():6}{shares}"


def _reached(reply: Reply) -> str:
    return " + ".join(reply.intents) or reply.outcome


def _confusions(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from _listed(Counter(pairs))


def _listed(pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    if not pairs:
        return
    yield ""
    yield "asked for            but got"
    for (asked, got), count in pairs.most_common(PAIRS):
        yield f"{asked:<20} {got:<28} {count:4}"


def _false_answers(judged: Iterable[tuple[Question, Group, Reply, Verdict]]) -> Iterator[str]:
    wrong = [(q, reply) for q, group, reply, verdict in judged if verdict is Verdict.WRONG]
    if wrong:
        yield ""
        yield "wrong (score, asked for, got, question, place)"
    for question, reply in sorted(wrong, key=lambda item: -item[1].score):
        yield f"{reply.score:5.1f}  {question.label} → {_reached(reply)}: {question.text}  ({question.mark})"


def _histograms(replies: Iterable[Reply]) -> Iterator[str]:
    replies = list(replies)
    yield ""
    yield "outcomes of B12 questions"
    yield from _bars(Counter(reply.outcome.value for reply in replies))
    yield ""
    yield "their scores"
    tenths = Counter(min(TENTHS - 1, int(reply.score) // TENTHS) for reply in replies)
    yield from _bars({f"{tenth * 10:3}-{tenth * 10 + 9}": tenths[tenth] for tenth in range(TENTHS)})


def _bars(counts: Mapping[str, int]) -> Iterator[str]:
    longest = max(counts.values(), default=0)
    for name, count in counts.items():
        yield f"{name:<12}{count:5}  {'█' * round(BAR * count / max(1, longest))}"


def _stress(conversation: Conversation, asked: Sequence[tuple[Question, Group]]) -> Iterator[str]:
    """Yield how covered and gap questions fare with typos of each kind."""
    typed = [(question, group) for question, group in asked if group in {Group.COVERED, Group.GAP}]
    if not typed:
        return
    yield ""
    yield from _table(
        "B12 questions, typed",
        (
            (kind, judge(group, question.label, conversation.reply_to(_typed(question.text, kind))))
            for kind in ("as asked", *KINDS)
            for question, group in typed
        ),
    )


def _typed(text: str, kind: str) -> str:
    return text if kind == "as asked" else mistype(text, kind, SEED)


def _side_by_side(knowledge: Knowledge, asked: Sequence[tuple[Question, Group]]) -> Iterator[str]:
    examples = {intent.id: intent.examples for intent in knowledge.intents.values()}
    in_scope = {intent.id for intent in knowledge.intents.values() if intent.kind is not Kind.OUT_OF_SCOPE}
    matched = [q for q, group in asked if group in {Group.COVERED, Group.GAP, Group.SMALL_TALK, Group.OFF_TOPIC}]
    matchers: dict[str, Match] = {"b12bot": Matcher(examples, knowledge.vocabulary).match}
    matchers |= {scorer: Scan(examples, scorer).match for scorer in SCORERS}
    yield ""
    yield "The best candidate alone, without bands, beside one scorer over the same examples:"
    yield from _compared(matchers, matched, in_scope)


def _compared(matchers: Mapping[str, Match], questions: Sequence[Question], in_scope: set[str]) -> Iterator[str]:
    """Yield for each matcher how often its best candidate is right, also with typos, and how scores separate."""
    inside = [question for question in questions if question.label in in_scope]
    outside = [question for question in questions if question.label not in in_scope]
    yield f"{'matcher':<18}{'in scope':>10}{'accuracy':>10}{'with typos':>12}" + (
        f"{'out':>6}{'AUROC':>8}{'best MCC':>10}" if outside else ""
    )
    for name, match in matchers.items():
        right = _share(match, [(q.text, q.label) for q in inside])
        typed = _share(match, [(mistype(q.text, "mixed", SEED), q.label) for q in inside])
        line = f"{name:<18}{len(inside):10}{right:10.1f}{typed:12.1f}"
        if outside:
            area, mcc = _separation(match, inside, outside, in_scope)
            line += f"{len(outside):6}{area:8.1f}{mcc:10.3f}"
        yield line


def _share(match: Match, asked: Sequence[tuple[str, str]]) -> float:
    return 100 * sum(_best(match(text)).intent == label for text, label in asked) / max(1, len(asked))


def _best(candidates: Sequence[Candidate]) -> Candidate:
    return candidates[0] if candidates else Candidate("", 0.0, "")


def _separation(
    match: Match, inside: Sequence[Question], outside: Sequence[Question], in_scope: set[str]
) -> tuple[float, float]:
    """Return how well scores tell in from out of scope: area under the ROC curve (0 to 100), best MCC.

    The MCC is Gorodkin's for many classes, out of scope being one: at the best threshold of all.
    """
    results = [(q.label if q.label in in_scope else "", _best(match(q.text))) for q in (*inside, *outside)]
    scored = [
        (label, best.intent, best.score if best.intent in in_scope else 0.0) for label, best in results
    ]
    ins = [score for label, _, score in scored if label]
    outs = sorted(score for label, _, score in scored if not label)
    area = sum(bisect_left(outs, score) + bisect_right(outs, score) for score in ins) / 2
    return 100 * area / max(1, len(ins) * len(outs)), _best_mcc(scored)


def _best_mcc(scored: Sequence[tuple[str, str, float]]) -> float:
    thresholds = sorted({score for _, _, score in scored})
    return max(_mcc([(label, given if score >= t else "") for label, given, score in scored]) for t in _some(thresholds))


def _some(values: Sequence[float]) -> Sequence[float]:
    """Return at most a hundred of sorted values, evenly spread."""
    return values[:: ceil(len(values) / 100)]


def _mcc(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Matthews' correlation for many classes (Gorodkin 2004)."""
    n = len(pairs)
    right = sum(asked == given for asked, given in pairs)
    asked, given = Counter(a for a, _ in pairs), Counter(g for _, g in pairs)
    both = sum(asked[label] * given[label] for label in asked)
    spread = sqrt(n * n - sum(v * v for v in asked.values())) * sqrt(n * n - sum(v * v for v in given.values()))
    return (right * n - both) / spread if spread else 0.0
