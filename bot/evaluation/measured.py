"""What is measured of how the bot answers labelled questions: one value, of which text and page are views."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Conversation, Help, Outcome, Reply
from bot.evaluation import Show, silent
from bot.evaluation.questions import Question, QuestionsError
from bot.evaluation.typos import KINDS, SEED, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.knowledge import FULL_SCORE, Kind, Knowledge, Thresholds
from bot.knowledge.model import SCORES
from bot.understanding import Learnt, Understanding

ON_TOPIC = frozenset({Group.COVERED, Group.GAP})
MATCHED = ON_TOPIC | {Group.SMALL_TALK, Group.OFF_TOPIC}
"""Groups whose questions are matched at all."""


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
class OrdinaryReplies:
    """What ordinary speech got that it should not."""

    lines: int
    help: Mapping[tuple[Help, str], int]
    """Lines that got help, by its extent and the id of the alarm."""
    outcomes: Mapping[Outcome, int]

    def helped(self, extent: Help) -> int:
        """Return how many lines got help of this extent."""
        return sum(count for (one, _), count in self.help.items() if one is extent)


@dataclass(frozen=True, slots=True)
class Decided:
    """A question that candidates were found for."""

    wanted: str
    """The intent that it should reach, or a label that is none."""
    is_named: bool
    """Whether it names our subject."""
    candidates: Sequence[tuple[Kind, str, float]]
    """Kind, intent and score of each, best first."""

    @property
    def threshold(self) -> str:
        """The name of the threshold that decides on the best candidate; empty if none does."""
        named = "answered" if self.is_named else "unnamed"
        kinds = {Kind.ANSWERED: named, Kind.GAP: "gaps", Kind.SMALL_TALK: "smalltalk"}
        return kinds.get(self.candidates[0][0], "")


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one threshold does. The two rules of `Decider` come on top, and are left out here."""

    name: str
    chosen: int
    right: Sequence[int]
    """Questions for which the right thing is believed, at each score from 0 to 100 …"""
    wrong: Sequence[int]
    """… something else is …"""
    silent: Sequence[int]
    """… and nothing is."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How the bot answers questions."""

    examples: int
    judged: Sequence[Judged]
    typed: Mapping[str, Sequence[Verdict]]
    """Verdicts on questions about the subject, by the kind of their typos; as asked first."""
    sweeps: Sequence[Sweep]
    ordinary: OrdinaryReplies | None = None

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
        understanding, group = conversation.understander.understand(question.text), by_label[question.label]
        reply = conversation.reply(understanding)
        judged.append(Judged(question, group, understanding, reply, judge(group, question.label, reply)))
    on_topic = [one for one in judged if one.group in ON_TOPIC]
    return Measured(
        examples=len(knowledge.examples),
        judged=judged,
        typed=dict(_typed(conversation, on_topic, show)) if on_topic else {},
        sweeps=sweeps(knowledge.thresholds, _decided(judged, knowledge.kinds)),
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


def _typed(
    conversation: Conversation, on_topic: Sequence[Judged], show: Show
) -> Iterator[tuple[str, list[Verdict]]]:
    yield "as asked", [one.verdict for one in on_topic]
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


def _ordinary(conversation: Conversation, lines: Sequence[str]) -> OrdinaryReplies:
    helped: Counter[tuple[Help, str]] = Counter()
    outcomes: Counter[Outcome] = Counter()
    for line in lines:
        understanding = conversation.understander.understand(line)
        reply = conversation.reply(understanding)
        outcomes[reply.outcome] += 1
        alarm = understanding.beside or understanding.alarm
        if reply.help is not Help.NONE:
            helped[reply.help, alarm.flag.id if alarm else reply.outcome] += 1
    return OrdinaryReplies(len(lines), helped, outcomes)


def sweeps(thresholds: Thresholds, decided: Iterable[Decided]) -> list[Sweep]:
    """Return what each threshold does to the questions that it decides on; none where there are no such."""
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in SCORES}
    chosen = {name: int(getattr(thresholds, name)) for name in SCORES}
    for one in decided:
        _, intent, score = one.candidates[0]
        name = one.threshold
        if name:
            scores[name].append((score, score if intent == one.wanted else -1))
        if name and score < chosen[name]:
            # What is not believed becomes buttons: right where what is meant is among them.
            buttons = {intent: score for kind, intent, score in one.candidates if kind is Kind.ANSWERED}
            scores["suggested"].append((max(buttons.values(), default=-1), buttons.get(one.wanted, -1)))
    return [_sweep(name, chosen[name], ones) for name, ones in scores.items() if ones]


def _sweep(name: str, chosen: int, ones: Sequence[tuple[float, float]]) -> Sweep:
    """Sweep over scores: of what is best, and of what is right (-1 where that is not among them)."""
    scores = range(FULL_SCORE + 1)
    right = [sum(hit >= least for _, hit in ones) for least in scores]
    silent = [sum(best < least for best, _ in ones) for least in scores]
    wrong = [len(ones) - hits - none for hits, none in zip(right, silent, strict=True)]
    return Sweep(name, chosen, right, wrong, silent)
