"""Replies to alarms and to personal questions, and the help that comes with other replies."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from bot.conversation.answers import MOST_BUTTONS, Answers
from bot.conversation.reply import Button, Help, Outcome, Paragraph, Reply
from bot.conversation.writer import written
from bot.knowledge import VALUE, Knowledge, RedFlag
from bot.knowledge.messages import MISTAKE
from bot.understanding import Alarm, Level


class Alarms(Answers):
    """Writes help lines, by themselves or with another reply."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self._resources = knowledge.red_flags.resources
        self._help_line = self._resources[knowledge.red_flags.help_line].text
        self.way_back = (Button(self._messages.words.mistake, MISTAKE),)
        """The button under an alarm that was none."""

    def red_flag(self, flag: RedFlag, also: RedFlag | None = None) -> Reply:
        """Return the fixed reply to a red flag, with the resources or the statements that help.

        `also` is a more urgent one that a personal question may be: a line of its help comes last.
        """
        is_personal = flag.concern is not None
        reply = Reply(
            Outcome.PERSONAL if is_personal else Outcome.RED_FLAG,
            tuple(self._help(flag, closes=also is None)),
            self._messages.disclaimer,
            intents=(flag.id,),
            # Someone in danger gets help, not a menu, and a way back if nobody is.
            buttons=self._near(flag) if is_personal else self.way_back,
            numbers=self.numbers(flag.resources),
            statements=tuple(flag.statements),
            help=Help.NONE if is_personal else Help.TAKES_OVER,
        )
        return self._with_line(reply, also) if also else reply

    def numbers(self, resources: Iterable[str]) -> tuple[Button, ...]:
        """Return buttons that copy what can be called or texted of some resources."""
        numbers = chain.from_iterable(self._resources[resource].numbers for resource in resources)
        return tuple(Button(f"{self._messages.words.copy} {one}", one) for one in dict.fromkeys(numbers))

    def beside(self, reply: Reply, alarm: Alarm) -> Reply:
        """Return a reply with the help of an alarm: its help lines around it, or one line after it."""
        if alarm.level is Level.LINE:
            return self._with_line(reply, alarm.flag)
        if reply.outcome in {Outcome.ANSWER, Outcome.GAP}:
            return self._with_help(reply, alarm.flag)
        return self.red_flag(alarm.flag)

    def _with_line(self, reply: Reply, flag: RedFlag) -> Reply:
        """Return a reply with one line of help after it."""
        is_personal = flag.concern is not None
        line = self._messages.personal_line if is_personal else (self._help_line,)
        return replace(
            reply,
            paragraphs=(*reply.paragraphs, *written(line)),
            help=reply.help if is_personal else Help.LINE,
        )

    def _with_help(self, reply: Reply, flag: RedFlag) -> Reply:
        """Return a reply with the help of a red flag around it: help lines first, and no menu."""
        said = self._silent_beside_help(reply) if reply.outcome is Outcome.GAP else reply.paragraphs
        return replace(
            reply,
            paragraphs=(*self._resources_of(flag), *said, *written(flag.close)),
            intents=(*reply.intents, flag.id),
            buttons=self.way_back,
            actions=(),
            votes=(),
            help=Help.LINE,
            numbers=self.numbers(flag.resources),
        )

    def _silent_beside_help(self, gap: Reply) -> tuple[Paragraph, ...]:
        """Return what a gap says where no buttons are: nothing about them."""
        intent = self._intents.get(gap.intents[0])
        texts = [self.silence(intent)] if intent else self._messages.unforeseen_beside_help
        return self._under_heading(written(texts))

    def _resources_of(self, flag: RedFlag) -> Iterable[Paragraph]:
        return written(self._resources[resource].text for resource in flag.resources)

    def _help(self, flag: RedFlag, *, closes: bool) -> Iterator[Paragraph]:
        """Yield what helps: a number to call, or to a personal question what the article says; then the rest.

        It has no close where a more urgent line comes after it.
        """
        yield from self._resources_of(flag)
        said = self._said(self._as_written(flag.statements))
        lead = written(flag.lead)
        # A figure is told the limit first; to all else the advice is the answer.
        yield from (*said, *lead) if flag.concern == VALUE else (*lead, *said)
        if closes:
            yield from written(flag.close)
        if flag.statements:
            yield self._source_of(flag.statements)

    def _near(self, flag: RedFlag) -> tuple[Button, ...]:
        """Return the topics that have the statements of a personal reply."""
        near = (
            intent.id
            for intent in self._intents.values()
            if not set(flag.statements).isdisjoint(intent.answer)
        )
        return self._offer(list(near)[:MOST_BUTTONS])
