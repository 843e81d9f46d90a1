"""How the bot answers labelled questions, as lines that a person reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Conversation, Reply
from bot.evaluation.ablation import without
from bot.evaluation.questions import Question, QuestionsError
from bot.evaluation.typos import KINDS, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.evaluation.versus import OURS, SEED, compared, confusions, scans
from bot.knowledge import Kind, Knowledge
from bot.learning import sentences
from bot.understanding import Learnt

BAR = 40
"""Characters of the longest bar of a histogram."""
TENTHS = 10
AS_ASKED = "as asked"
ON_TOPIC = frozenset({Group.COVERED, Group.GAP})
MATCHED = ON_TOPIC | {Group.SMALL_TALK, Group.OFF_TOPIC}
"""Groups whose questions are matched at all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its reply and what that is worth."""

    question: Question
    group: Group
    reply: Reply
    verdict: Verdict


def of_bot(knowledge: Knowledge, learnt: Learnt, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how the bot answers questions, and how its matcher compares with plain fuzzy matching.

    Raises:
        QuestionsError: if a label is no intent and no outcome of the bot.
    """
    by_label = groups(knowledge)
    _refuse_unknown(questions, by_label)
    conversation = Conversation(knowledge, learnt)

    def ask(kind: str = AS_ASKED) -> Iterator[Judged]:
        for question in questions:
            group = by_label[question.label]
            if kind == AS_ASKED or group in ON_TOPIC:
                text = question.text if kind == AS_ASKED else mistype(question.text, kind, SEED)
                reply = conversation.reply_to(text)
                yield Judged(question, group, reply, judge(group, question.label, reply))

    judged = list(ask())
    yield f"{len(questions):,} questions, {len(knowledge.examples):,} examples"
    yield from _table("group", ((one.group, one.verdict) for one in judged))
    yield from _table("intent", ((one.question.label, one.verdict) for one in judged))
    wrong = [one for one in judged if one.verdict is Verdict.WRONG]
    yield from confusions(Counter((one.question.label, _reached(one.reply)) for one in wrong))
    yield from _wrong_answers(wrong)
    yield from _histograms([one.reply for one in judged if one.group in ON_TOPIC])
    on_topic = [(AS_ASKED, one.verdict) for one in judged if one.group in ON_TOPIC]
    if on_topic:
        typed = ((kind, one.verdict) for kind in KINDS for one in ask(kind))
        yield from _table("with typos", (*on_topic, *typed))
    yield ""
    yield "the best candidate alone, without bands, beside one scorer over the same examples:"
    in_scope = [intent for intent, kind in knowledge.kinds.items() if kind is not Kind.OUT_OF_SCOPE]
    matched = [one.question for one in judged if one.group in MATCHED]
    bare = without("rapidfuzz", knowledge, learnt).understander.match
    matchers = {OURS: conversation.understander.match, "without rapidfuzz": bare}
    # Rapidfuzz alone: what one of its scorers makes of the same sentences.
    yield from compared({**matchers, **scans(sentences(knowledge))}, matched, in_scope)


def in_short(conversation: Conversation, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how a bot answers questions by group, as asked and with typos."""
    by_label = groups(conversation.knowledge)
    _refuse_unknown(questions, by_label)

    def judged(text: str, question: Question) -> Verdict:
        group = by_label[question.label]
        return judge(group, question.label, conversation.reply_to(text))

    yield from _table("group", ((by_label[one.label], judged(one.text, one)) for one in questions))
    covered = [one for one in questions if by_label[one.label] is Group.COVERED]
    yield from _table(
        "covered, typos", (("mixed", judged(mistype(one.text, "mixed", SEED), one)) for one in covered)
    )


def _refuse_unknown(questions: Iterable[Question], labels: Mapping[str, Group]) -> None:
    for question in questions:
        if question.label not in labels:
            known = ", ".join(labels)
            raise QuestionsError(
                f"{question.mark}: the label “{question.label}” is unknown, use one of: {known}"
            )


def _table(what: str, judged: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    counts: dict[str, Counter[Verdict]] = {}
    for name, verdict in judged:
        counts.setdefault(name, Counter())[verdict] += 1
    yield ""
    yield f"{what:<20}{'n':>6}" + "".join(f"{verdict:>11}" for verdict in Verdict) + "  in percent"
    for name, verdicts in counts.items():
        shares = "".join(f"{100 * verdicts[verdict] / verdicts.total():11.1f}" for verdict in Verdict)
        yield f"{name:<20}{verdicts.total():6}{shares}"


def _reached(reply: Reply) -> str:
    return " + ".join(reply.intents) or reply.outcome


def _wrong_answers(wrong: Iterable[Judged]) -> Iterator[str]:
    yield ""
    yield "wrong answers: score, asked for → got, the question and its place"
    for one in sorted(wrong, key=lambda one: -one.reply.score):
        asked, got = one.question.label, _reached(one.reply)
        yield f"{one.reply.score:5.1f}  {asked} → {got}: {one.question.text}  ({one.question.mark})"


def _histograms(replies: Sequence[Reply]) -> Iterator[str]:
    yield ""
    yield "outcomes of questions about the subject"
    yield from _bars(Counter(reply.outcome.value for reply in replies))
    yield ""
    yield "their scores"
    tenths = Counter(min(TENTHS - 1, int(reply.score) // TENTHS) for reply in replies)
    yield from _bars({f"{TENTHS * tenth} and more": tenths[tenth] for tenth in range(TENTHS)})


def _bars(counts: Mapping[str, int]) -> Iterator[str]:
    longest = max(counts.values(), default=0)
    for name, count in counts.items():
        yield f"{name:<12}{count:5}  {'█' * round(BAR * count / max(1, longest))}"
