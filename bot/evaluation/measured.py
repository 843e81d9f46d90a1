"""What is measured of how the bot answers labelled questions: one value, of which text and page are views."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Conversation, Help, Outcome, Reply
from bot.evaluation.ablation import without
from bot.evaluation.progress import Show, silent
from bot.evaluation.questions import Question, QuestionsError
from bot.evaluation.thresholds import Decided, Sweep, sweeps
from bot.evaluation.typos import KINDS, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.evaluation.versus import OURS, PLAIN, SEED, Comparison, by_typo, compared, scans
from bot.knowledge import Kind, Knowledge
from bot.learning import sentences
from bot.understanding import Learnt, Understanding

AS_ASKED = "as asked"
ON_TOPIC = frozenset({Group.COVERED, Group.GAP})
MATCHED = ON_TOPIC | {Group.SMALL_TALK, Group.OFF_TOPIC}
"""Groups whose questions are matched at all."""
EVERY = 4
"""Of so many questions one is asked of plain fuzzy matching with each kind of typo, which takes long."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, how it was understood, the reply, and what that is worth."""

    question: Question
    group: Group
    understanding: Understanding
    reply: Reply
    verdict: Verdict

    @property
    def reached(self) -> str:
        """What the reply is about, or what it is."""
        return " + ".join(self.reply.intents) or self.reply.outcome


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What ordinary speech got that it should not."""

    lines: int
    help: Mapping[tuple[Help, str], int]
    """Lines that got help, by its extent and the id of the alarm."""
    outcomes: Mapping[Outcome, int]

    def helped(self, extent: Help) -> int:
        """Return how many lines got help of this extent."""
        return sum(count for (one, _), count in self.help.items() if one is extent)


@dataclass(frozen=True, slots=True)
class Measured:
    """How the bot answers questions, and how its matcher compares with plain fuzzy matching."""

    examples: int
    judged: Sequence[Judged]
    typed: Mapping[str, Sequence[Verdict]]
    """Verdicts on questions about the subject, by the kind of their typos; as asked first."""
    sweeps: Sequence[Sweep]
    comparison: Comparison
    by_typo: Mapping[str, Mapping[str, float]]
    """Percent that the best candidate is right: by matcher, by kind of typo, of one question in `EVERY`."""
    ordinary: Ordinary | None = None

    @property
    def wrong(self) -> list[Judged]:
        """Return what was answered wrongly."""
        return [one for one in self.judged if one.verdict is Verdict.WRONG]

    @property
    def confusions(self) -> Counter[tuple[str, str]]:
        """Return how often one thing was asked for and another reached."""
        return Counter((one.question.label, one.reached) for one in self.wrong)


def measure(
    knowledge: Knowledge,
    learnt: Learnt,
    questions: Sequence[Question],
    ordinary: Sequence[str] = (),
    show: Show = silent,
) -> Measured:
    """Ask all questions, as they are and with typos, and lines of ordinary speech.

    Raises:
        QuestionsError: if a label is no intent and no outcome of the bot.
    """
    by_label = groups(knowledge)
    refuse_unknown(questions, by_label)
    conversation = Conversation(knowledge, learnt)
    judged = []
    for number, question in enumerate(questions, 1):
        show(f"asking: {number:,} of {len(questions):,}")
        judged.append(_judged(conversation, question, by_label[question.label]))
    typed = dict(_typed(conversation, [one for one in judged if one.group in ON_TOPIC], show))
    in_scope = [intent for intent, kind in knowledge.kinds.items() if kind is not Kind.OUT_OF_SCOPE]
    matched = [one.question for one in judged if one.group in MATCHED]
    bare = without("rapidfuzz", knowledge, learnt).understander.match
    # Rapidfuzz alone: what one of its scorers makes of the same sentences.
    plain = scans(sentences(knowledge))
    ours = {OURS: conversation.understander.match}
    sample = [one for one in matched if one.label in in_scope][::EVERY]
    return Measured(
        examples=len(knowledge.examples),
        judged=judged,
        typed=typed,
        sweeps=sweeps(knowledge.thresholds, _decided(judged, knowledge.kinds)),
        comparison=compared({**ours, "without rapidfuzz": bare, **plain}, matched, in_scope, show),
        by_typo=by_typo({**ours, PLAIN: plain[PLAIN]}, sample, KINDS, show),
        ordinary=_ordinary(conversation, ordinary) if ordinary else None,
    )


def refuse_unknown(questions: Iterable[Question], labels: Mapping[str, Group]) -> None:
    """Refuse questions with a label that is none of these.

    Raises:
        QuestionsError: if there is one.
    """
    for question in questions:
        if question.label not in labels:
            known = ", ".join(labels)
            raise QuestionsError(
                f"{question.mark}: the label “{question.label}” is unknown, use one of: {known}"
            )


def _judged(conversation: Conversation, question: Question, group: Group) -> Judged:
    understanding = conversation.understander.understand(question.text)
    reply = conversation.reply(understanding)
    return Judged(question, group, understanding, reply, judge(group, question.label, reply))


def _typed(
    conversation: Conversation, on_topic: Sequence[Judged], show: Show
) -> Iterator[tuple[str, list[Verdict]]]:
    if not on_topic:
        return
    yield AS_ASKED, [one.verdict for one in on_topic]
    for kind in KINDS:
        show(f"asking with typos: {kind}")
        replies = ((one, conversation.reply_to(mistype(one.question.text, kind, SEED))) for one in on_topic)
        yield kind, [judge(one.group, one.question.label, reply) for one, reply in replies]


def _decided(judged: Iterable[Judged], kinds: Mapping[str, Kind]) -> Iterator[Decided]:
    for one in judged:
        if one.group in MATCHED | {Group.ANY_GAP} and one.understanding.candidates:
            wanted = one.question.label
            best = one.understanding.candidates[0].intent
            if one.group is Group.ANY_GAP and kinds[best] is Kind.GAP:
                wanted = best
            scores = [(kinds[it.intent], it.intent, it.score) for it in one.understanding.candidates]
            yield Decided(wanted, is_named=one.understanding.text.is_named, candidates=scores)


def _ordinary(conversation: Conversation, lines: Sequence[str]) -> Ordinary:
    helped: Counter[tuple[Help, str]] = Counter()
    outcomes: Counter[Outcome] = Counter()
    for line in lines:
        understanding = conversation.understander.understand(line)
        reply = conversation.reply(understanding)
        outcomes[reply.outcome] += 1
        alarm = understanding.beside or understanding.alarm
        if reply.help is not Help.NONE:
            helped[reply.help, alarm.flag.id if alarm else reply.outcome] += 1
    return Ordinary(len(lines), helped, outcomes)
