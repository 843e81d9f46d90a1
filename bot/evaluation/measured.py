"""What is measured of how the bot answers labelled questions: one value, of which text and page are views."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Conversation, Reply
from bot.evaluation.questions import Question, QuestionsError
from bot.evaluation.typos import KINDS, SEED, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.knowledge import Knowledge
from bot.understanding import Learnt

ON_TOPIC = frozenset({Group.COVERED, Group.GAP})
MATCHED = ON_TOPIC | {Group.SMALL_TALK, Group.OFF_TOPIC}
"""Groups whose questions are matched at all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, the reply, and what that is worth."""

    question: Question
    group: Group
    reply: Reply
    verdict: Verdict

    @property
    def reached(self) -> str:
        """What the reply is about, or what it is."""
        return " + ".join(self.reply.intents) or self.reply.outcome


@dataclass(frozen=True, slots=True)
class Measured:
    """How the bot answers questions."""

    examples: int
    judged: Sequence[Judged]
    typed: Mapping[str, Sequence[Verdict]]
    """Verdicts on questions about the subject, by the kind of their typos; as asked first."""
    ordinary: Sequence[Reply] = ()
    """What lines of ordinary speech get."""

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
) -> Measured:
    """Ask all questions, as they are and with typos, and lines of ordinary speech.

    Raises:
        QuestionsError: if a label is no intent and no outcome of the bot.
    """
    by_label = groups(knowledge)
    refuse_unknown(questions, by_label)
    conversation = Conversation(knowledge, learnt)
    judged = []
    for question in questions:
        reply, group = conversation.reply_to(question.text), by_label[question.label]
        judged.append(Judged(question, group, reply, judge(group, question.label, reply)))
    on_topic = [one for one in judged if one.group in ON_TOPIC]
    return Measured(
        examples=len(knowledge.examples),
        judged=judged,
        typed=dict(_typed(conversation, on_topic)) if on_topic else {},
        ordinary=[conversation.reply_to(line) for line in ordinary],
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


def _typed(conversation: Conversation, on_topic: Sequence[Judged]) -> Iterator[tuple[str, list[Verdict]]]:
    yield "as asked", [one.verdict for one in on_topic]
    for kind in KINDS:
        replies = ((one, conversation.reply_to(mistype(one.question.text, kind, SEED))) for one in on_topic)
        yield kind, [judge(one.group, one.question.label, reply) for one, reply in replies]
