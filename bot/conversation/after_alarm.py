"""What follows an alarm: for half an hour help comes first. docs/architecture.md draws the machine.

The help of an alarm comes once. What is written then raises another kind of alarm, asks a question of ours,
or gets a short reply of its own kind, each with one line of help. `next_state` is the whole of the machine.
"""

from dataclasses import dataclass, replace

from bot.conversation.composer import Composer
from bot.conversation.reply import Help, Outcome, Paragraph, Reply
from bot.conversation.writer import written
from bot.knowledge import AfterAlarm, Knowledge
from bot.knowledge.messages import GOOD_NEWS, MISTAKE, PAST, SAFE
from bot.understanding import (
    Alarm,
    Answer,
    Flagged,
    Gap,
    Level,
    Likeness,
    Phrase,
    Tapped,
    Understander,
    Understanding,
    Value,
    is_question,
)
from bot.understanding.alarms import EMERGENCY
from bot.understanding.phrases import Phrases, Words

SECONDS = 30 * 60.0
"""How long an alarm is heeded."""
SURE = 0.75
"""How much like an alarm what stands beside a remark must be to be one."""
QUESTIONS = (Tapped, Answer, Gap, Value, Flagged)
"""What is answered besides what else a message says."""
SURELY = (Tapped, Answer)
"""What is answered though it does not name our subject."""
MOST_REMARKS = 2
"""Remarks of one message that get their own words."""


@dataclass(frozen=True, slots=True)
class Alarmed:
    """That an alarm was raised in a chat."""

    flag: str
    """The name of the red flag: crisis, emergency or crisis_of_another."""
    resources: tuple[str, ...]
    """What helps, by what was said then."""
    until: float
    """When it ends, in seconds of the door's clock."""
    messages: int = 0
    """How many came since."""
    is_eased: bool = False
    """Whether “it” may be something else: somebody is safe, or a message was only like a crisis."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message is after an alarm."""

    understanding: Understanding
    """How it is understood now: “i took them” is an emergency."""
    is_alarm: bool = False
    """Whether it raises an alarm that was not raised already."""
    asks: bool = False
    """Whether a question of ours is to be answered, besides what else was said; then that is understood."""
    remarks: tuple[str, ...] = ()
    """What it says else, by the editors' names."""


def next_state(state: Alarmed | None, heard: Heard, now: float) -> Alarmed | None:
    """Return the state after a message; only time, by the door's clock, and that it was a mistake end one."""
    alarm, messages = heard.understanding.alarm, state.messages + 1 if state else 0
    if alarm and (heard.is_alarm or PAST in heard.remarks):
        is_like = isinstance(alarm.why, Likeness) and alarm.flag.name != EMERGENCY
        is_eased = (state is None or state.is_eased) and (is_like or PAST in heard.remarks)
        resources = tuple(map(str, alarm.flag.resources))
        return Alarmed(str(alarm.flag.name), resources, now + SECONDS, messages, is_eased)
    if state is None or MISTAKE in heard.remarks:
        return None
    until = now + SECONDS if alarm else state.until
    return replace(state, messages=messages, until=until, is_eased=state.is_eased or SAFE in heard.remarks)


class AfterAlarmReader:
    """Tells what messages are after an alarm."""

    def __init__(self, after: AfterAlarm, understander: Understander) -> None:
        """Read messages by the editors' phrases."""
        self._understander = understander
        self._alarms = understander.alarms
        self._done = Phrases(after.done)
        self._remarks = {name: Phrases(remark.phrases) for name, remark in after.remarks.items()}
        self._past = self._remarks.pop(PAST)
        self._doubts = Phrases(after.doubts)
        self._about_alarm = Phrases(after.about_alarm)
        self._instead = Phrases(after.instead)
        self._points = Phrases(after.points)
        self._subject = Phrases(after.subject)

    def with_what_helps(self, state: Alarmed | None, understanding: Understanding) -> Alarmed | None:
        """Return a state with what else helps by a message: where somebody is, what was swallowed."""
        if state is None:
            return None
        words = understanding.text.folded.split()
        flag = self._alarms.flag(state.flag, words, state.resources)
        return replace(state, resources=tuple(map(str, flag.resources)))

    def read(self, message: str, understanding: Understanding, state: Alarmed | None) -> Heard:
        """Return what a message is; without a state it is an alarm, one of years ago, or a question."""
        words, alarm = understanding.text.folded.split(), understanding.alarm
        if state and (found := self._done.search(words)):
            helps = state.resources if state.flag == EMERGENCY else ()
            alarm = Alarm(self._alarms.flag(EMERGENCY, words, helps), Level.TAKES_OVER, Phrase(found))
            understanding = replace(understanding, meaning=Flagged(alarm), beside=None)
        elif state and (heard := self._remarking(message, understanding, words, state)):
            return heard
        elif alarm and self._is_past(words, alarm):
            return Heard(understanding, remarks=(PAST,))
        if state is None:
            return Heard(understanding, alarm is not None, asks=alarm is None)
        if alarm:
            return Heard(understanding, _is_new(alarm, state))
        return Heard(understanding, asks=self._asks(message, understanding, is_eased=state.is_eased))

    def _remarking(
        self, message: str, understanding: Understanding, words: Words, state: Alarmed
    ) -> Heard | None:
        """Return what a message with remarks is; None if it has none, or an alarm besides."""
        rest, remarks = words, tuple[str, ...]()
        for name, phrases in self._remarks.items():
            if len(remarks) < MOST_REMARKS and (left := phrases.without(rest)) is not rest:
                rest, remarks = left, (*remarks, name)
        if self._doubts.are_in(rest):
            remarks = tuple(name for name in remarks if name not in GOOD_NEWS)
        if not (remarks and self._is_safe(rest)):
            return None
        is_eased = state.is_eased or not {SAFE, MISTAKE}.isdisjoint(remarks)
        left = " ".join(rest)
        following = self._understander.understand(left)
        if isinstance(following.meaning, QUESTIONS) and self._asks(left, following, is_eased=is_eased):
            return Heard(following, asks=True, remarks=remarks)
        is_answer = isinstance(understanding.meaning, SURELY) and self._asks(
            message, understanding, is_eased=False
        )
        return Heard(understanding, asks=bool(rest) and is_answer, remarks=remarks)

    def _is_past(self, words: Words, alarm: Alarm) -> bool:
        """Say whether an alarm is of years ago, and nothing else is said that raises one."""
        if not isinstance(alarm.why, Phrase) or not self._past.are_in(words):
            return False
        rest = self._past.without(" ".join(words).replace(alarm.why.text, "").split())
        is_sure = not (self._doubts.are_in(rest) or self._about_alarm.are_in(rest))
        return is_sure and self._is_safe(rest)

    def _is_safe(self, rest: Words) -> bool:
        """Say whether what a message has besides a phrase is no alarm."""
        alarm = self._alarms.find(" ".join(rest))
        if alarm and isinstance(alarm.why, Likeness):
            return alarm.why.probability < SURE or not alarm.is_danger
        return alarm is None or not alarm.is_danger

    def _asks(self, message: str, understanding: Understanding, *, is_eased: bool) -> bool:
        """Say whether a message is to be answered: if it names our subject, or else surely asks of it.

        Where our subject is not named, “it” may be what raised the alarm, unless that is over; and nobody is
        told of something to give in place of help.
        """
        text, words = understanding.text, understanding.text.folded.split()
        if understanding.alarm or self._instead.are_in(words):
            return False
        beside = understanding.beside
        may_be_cry = beside is not None and beside.flag.concern is None
        if text.is_named or may_be_cry or self._about_alarm.are_in(words):
            # “She is 71 and has pernicious anemia” asks nothing.
            return text.is_named and (is_eased or is_question(message))
        is_clear = self._subject.are_in(words) or not self._points.are_in(words)
        return is_eased or (isinstance(understanding.meaning, SURELY) and is_clear)


def _is_new(alarm: Alarm, state: Alarmed) -> bool:
    """Say whether an alarm is said outright, or is like one of another kind."""
    return isinstance(alarm.why, Phrase) or state.flag not in {EMERGENCY, alarm.flag.name}


class AlarmReplies:
    """Writes replies after an alarm."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._compose = compose
        self._remarks = knowledge.dialogue.after_alarm.remarks
        self._flags = {str(flag.name): flag for flag in knowledge.red_flags.flags}
        self._resources = knowledge.red_flags.resources
        self._help_line = knowledge.red_flags.help_line

    def again(self, state: Alarmed, remarks: tuple[str, ...] = ()) -> Reply:
        """Return help once more, in other words than the last two replies: to remarks, the last of some."""
        again = self._said_to(state, remarks)[1:][-1:] or self._flags[state.flag].again
        return self._help(state, (again[state.messages % len(again)],), remarks)

    def remark(self, state: Alarmed, remarks: tuple[str, ...]) -> Reply:
        """Return what is said to remarks, below help."""
        return self._help(state, self._said_to(state, remarks), remarks)

    def topic(self, state: Alarmed, remarks: tuple[str, ...]) -> str | None:
        """Return the topic that remarks ask of, unless it is an emergency."""
        found = (str(topic) for name in remarks if (topic := self._remarks[name].topic))
        return None if state.flag == EMERGENCY else next(found, None)

    def way_back(self, state: Alarmed | None) -> Reply:
        """Return how to go on after what was no alarm."""
        about = (str(self._flags[state.flag].id),) if state else ("help",)
        texts = (*self._remarks[MISTAKE].reply, self._line(state))
        page = self._compose.page(Outcome.SMALL_TALK, texts, about)
        return replace(page, buttons=page.quick_replies, quick_replies=(), help=Help.LINE)

    def above(self, reply: Reply, state: Alarmed, remarks: tuple[str, ...] = ()) -> Reply:
        """Return a reply below help, unless it has some, and below what is said to remarks."""
        if reply.help is not Help.NONE:
            return reply
        above = written((self._line(state), *self._said_to(state, remarks)[: len(remarks)]))
        return replace(reply, paragraphs=(*above, *reply.paragraphs), help=Help.LINE)

    def _said_to(self, state: Alarmed, remarks: tuple[str, ...]) -> tuple[str, ...]:
        """Return what is said to remarks: to several, the first of each."""
        lasts = state.flag == EMERGENCY and (SAFE in remarks or not state.is_eased)
        found = [self._remarks[name] for name in remarks]
        said = [(one.in_emergency if lasts else ()) or one.reply for one in found]
        return said[0] if len(said) == 1 else tuple(texts[0] for texts in said)

    def _line(self, state: Alarmed | None) -> str:
        """Return one line of help: that of the last resource of an alarm that has one."""
        lines = [line for key in (state.resources if state else ()) if (line := self._resources[key].line)]
        return self._resources[lines[-1] if lines else self._help_line].text

    def _help(self, state: Alarmed, texts: tuple[str, ...], remarks: tuple[str, ...]) -> Reply:
        """Return a short text below one line of help; in an emergency that lasts, below all numbers.

        To who says that help comes, or is there, one line will do.
        """
        is_urgent = not remarks or any(self._remarks[name].in_emergency for name in remarks)
        lasts = is_urgent and state.flag == EMERGENCY and not state.is_eased
        first = (self._resources[key].text for key in state.resources) if lasts else (self._line(state),)
        return Reply(
            Outcome.RED_FLAG,
            tuple(map(Paragraph, (*first, *texts))),
            self._compose.disclaimer,
            intents=(str(self._flags[state.flag].id),),
            buttons=self._compose.way_back,
            help=Help.TAKES_OVER,
            numbers=self._compose.numbers(state.resources),
        )
