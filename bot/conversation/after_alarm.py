"""What follows an alarm: for half an hour help comes first. docs/architecture.md draws the machine.

An `Event` is what somebody wrote; `next_state` is the whole of the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.conversation.composer import Composer
from bot.conversation.reply import Help, Outcome, Paragraph, Reply
from bot.knowledge import AfterAlarm, Knowledge
from bot.knowledge.problems import Text
from bot.understanding import (
    Alarm,
    Answer,
    Flagged,
    Gap,
    Level,
    Likeness,
    Phrase,
    SmallTalk,
    Tapped,
    Understander,
    Understanding,
    Value,
)
from bot.understanding.alarms import EMERGENCY
from bot.understanding.phrases import Phrases, Words

SECONDS = 30 * 60.0
"""How long an alarm is heeded."""
THANKS = "thanks"
SURE = 0.75
"""How much like an alarm what stands beside “I am safe” must be to be one."""
SURE_SCORE = 80
"""The score from which “is it …” is about our subject, and not about the alarm."""
QUESTIONS = (Tapped, Answer, Gap, Value, Flagged)
"""What is answered besides what else a message says."""


class Event(Enum):
    """What somebody wrote after an alarm."""

    ALARM = auto()
    """Something that raises an alarm itself."""
    PAST = auto()
    """An alarm of years ago, told by who is well now."""
    SAFE = auto()
    CALLED = auto()
    """That help was called, or comes."""
    REFUSES = auto()
    """That they will not call."""
    THANKS = auto()
    MAY_ASK = auto()
    """That they would rather ask something about our subject."""
    MISTAKE = auto()
    QUESTION = auto()
    """What is answered, if it is understood."""
    ANYTHING_ELSE = auto()


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
    is_safe: bool = False
    """Whether it was said since that nobody is in danger any more."""
    is_like: bool = False
    """Whether no message was more than like an alarm."""

    @property
    def lets_ask(self) -> bool:
        """Whether “it” may be something else than what raised the alarm."""
        return self.is_safe or self.is_like


def next_state(state: Alarmed | None, event: Event, alarm: Alarm | None, now: float) -> Alarmed | None:
    """Return the state after an event; only time, and that it was a mistake, end one.

    `alarm` is the one that was raised, `now` the time by the door's clock.
    """
    messages = state.messages + 1 if state else 0
    match event:
        case Event.ALARM | Event.PAST if alarm:
            alarmed = Alarmed(str(alarm.flag.name), tuple(map(str, alarm.flag.resources)), now + SECONDS)
            lets_ask = state is None or state.lets_ask
            is_safe, is_like = lets_ask and event is Event.PAST, lets_ask and isinstance(alarm.why, Likeness)
            return replace(alarmed, messages=messages, is_safe=is_safe, is_like=is_like)
        case Event.MISTAKE:
            return None
    is_safe = event is Event.SAFE or (state is not None and state.is_safe)
    return replace(state, messages=messages, is_safe=is_safe) if state else None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message is after an alarm."""

    event: Event
    understanding: Understanding
    """How it is understood now: “i took them” is an emergency."""
    asks: bool = False
    """Whether a question of ours is to be answered, besides what else was said; then that is understood."""


class AfterAlarmReader:
    """Tells what messages are after an alarm."""

    def __init__(self, after: AfterAlarm, understander: Understander) -> None:
        """Read messages by the editors' phrases."""
        self._understander = understander
        self._alarms = understander.alarms
        self._done = Phrases(after.done)
        self._past = Phrases(after.past)
        self._reassures = {
            Event.MISTAKE: Phrases(after.mistake),
            Event.SAFE: Phrases(after.safe),
            Event.CALLED: Phrases(after.called),
        }
        self._reassuring = Phrases((*after.mistake, *after.safe, *after.called))
        self._refuses = Phrases(after.refuses)
        self._may_ask = Phrases(after.may_ask)
        self._doubts = Phrases(after.doubts)
        self._about_alarm = Phrases(after.about_alarm)
        self._points = Phrases(after.points)
        self._own = Phrases(after.own)

    def with_what_helps(self, state: Alarmed | None, understanding: Understanding) -> Alarmed | None:
        """Return a state with what else helps by a message: where somebody is, what was swallowed."""
        if state is None:
            return None
        words = understanding.text.folded.split()
        flag = self._alarms.flag(state.flag, words, state.resources)
        return replace(state, resources=tuple(map(str, flag.resources)))

    def read(self, understanding: Understanding, state: Alarmed | None) -> Heard:
        """Return what a message is; without a state only an alarm is anything else than a question."""
        words, alarm = understanding.text.folded.split(), understanding.alarm
        if state and (found := self._done.search(words)):
            alarm = Alarm(self._alarms.flag(EMERGENCY, words), Level.TAKES_OVER, Phrase(found))
            return Heard(Event.ALARM, replace(understanding, meaning=Flagged(alarm), beside=None))
        if state and (heard := self._reassured(understanding, words)):
            return heard
        # In an emergency what is only like a crisis is still that emergency.
        is_same = state and state.flag == EMERGENCY and alarm and isinstance(alarm.why, Likeness)
        if state and self._is_said_calmly(self._refuses, words):
            event = Event.REFUSES
        elif alarm and not is_same:
            event = Event.PAST if self._is_past(words, alarm) else Event.ALARM
        elif state and self._may_ask.are_in(words):
            event = Event.MAY_ASK
        elif state and understanding.meaning == SmallTalk(THANKS):
            event = Event.THANKS
        else:
            asks = state is None or self._asks(understanding, is_safe=state.lets_ask)
            return Heard(Event.QUESTION if asks else Event.ANYTHING_ELSE, understanding, asks)
        return Heard(event, understanding)

    def _reassured(self, understanding: Understanding, words: Words) -> Heard | None:
        """Return what a message is that says that all is well, or will be; None if it does not."""
        if not self._is_said_calmly(self._reassuring, words):
            return None
        event = next(event for event, phrases in self._reassures.items() if phrases.are_in(words))
        following = self._understander.understand(" ".join(self._reassuring.without(words)))
        if isinstance(following.meaning, QUESTIONS) and self._asks(following, is_safe=True):
            return Heard(event, following, asks=True)
        is_question = understanding.text.is_named and isinstance(understanding.meaning, QUESTIONS)
        return Heard(event, understanding, is_question and self._asks(understanding))

    def _is_said_calmly(self, phrases: Phrases, words: Words) -> bool:
        """Say whether a message has one of the phrases, and besides it no doubt and no alarm."""
        rest = phrases.without(words)
        return rest is not words and self._is_calm(rest)

    def _is_past(self, words: Words, alarm: Alarm) -> bool:
        """Say whether an alarm is of years ago, and nothing else is said that raises one."""
        if not isinstance(alarm.why, Phrase) or not self._past.are_in(words):
            return False
        rest = " ".join(words).replace(alarm.why.text, "").split()
        return self._is_calm(rest) and not self._about_alarm.are_in(rest)

    def _is_calm(self, rest: Words) -> bool:
        """Say whether what a message has besides a phrase is neither a doubt nor an alarm."""
        if self._doubts.are_in(rest):
            return False
        alarm = self._alarms.find(" ".join(rest))
        if alarm and isinstance(alarm.why, Likeness):
            return alarm.why.probability < SURE or not alarm.is_danger
        return alarm is None or not alarm.is_danger

    def _asks(self, understanding: Understanding, *, is_safe: bool = False) -> bool:
        """Say whether a message is to be answered: surely so, or naming our subject and not “him”.

        Where our subject is not named, “it” may be what raised the alarm, unless that is over.
        """
        text, words = understanding.text, understanding.text.folded.split()
        if understanding.alarm or (not text.is_named and self._about_alarm.are_in(words)):
            return False
        points = self._points.are_in(words)
        match understanding.meaning:
            case Flagged():
                return is_safe
            case Tapped() | Answer():
                return is_safe or text.is_named or not (points or self._own.are_in(words))
        return is_safe or (text.is_named and (not points or understanding.score >= SURE_SCORE))


class AlarmReplies:
    """Puts the replies together that only follow an alarm."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._compose = compose
        self._messages = knowledge.messages
        self._flags = {str(flag.name): flag for flag in knowledge.red_flags.flags}
        self._resources = knowledge.red_flags.resources
        self._help_line = knowledge.red_flags.help_line

    def again(self, state: Alarmed) -> Reply:
        """Return help once more, the number first, in words that the last two replies did not have."""
        again = self._flags[state.flag].again
        texts = (self._resources[key].text for key in state.resources)
        return self._help(state, (*texts, again[state.messages % len(again)]))

    def kind_word(self, state: Alarmed, event: Event) -> Reply:
        """Return a kind word to what is no alarm, if there is one, and where help is.

        An emergency takes no refusal.
        """
        is_emergency = state.flag == EMERGENCY
        words = {
            Event.PAST: self._messages.after_past,
            Event.SAFE: self._messages.after_emergency if is_emergency else self._messages.after_safe,
            Event.CALLED: self._messages.after_call,
            Event.REFUSES: () if is_emergency else self._messages.after_refusal,
            Event.MAY_ASK: self._messages.after_request,
            Event.THANKS: self._messages.after_thanks,
        }.get(event)
        return self._help(state, (*words, self._line(state))) if words else self.again(state)

    def short(self, state: Alarmed) -> Reply:
        """Return where help is, to what had its kind word already."""
        return self._help(state, (*self._messages.after_more, self._line(state)))

    def way_back(self, state: Alarmed | None) -> Reply:
        """Return how to go on after what was no alarm."""
        about = (str(self._flags[state.flag].id),) if state else ("help",)
        page = self._compose.page(Outcome.SMALL_TALK, (*self._messages.way_back, self._line(state)), about)
        return replace(page, buttons=page.quick_replies, quick_replies=(), help=Help.LINE)

    def above(self, reply: Reply, state: Alarmed) -> Reply:
        """Return a reply with help above it, unless it has some."""
        if reply.help is not Help.NONE:
            return reply
        return replace(reply, paragraphs=(Paragraph(self._line(state)), *reply.paragraphs), help=Help.LINE)

    def _line(self, state: Alarmed | None) -> Text:
        """Return one line of help: that of the last resource of an alarm that has one."""
        lines = [line for key in (state.resources if state else ()) if (line := self._resources[key].line)]
        return self._resources[lines[-1] if lines else self._help_line].text

    def _help(self, state: Alarmed, texts: Sequence[str]) -> Reply:
        return Reply(
            Outcome.RED_FLAG,
            tuple(map(Paragraph, texts)),
            self._compose.disclaimer,
            intents=(str(self._flags[state.flag].id),),
            buttons=self._compose.way_back,
            help=Help.TAKES_OVER,
            numbers=self._compose.numbers(state.resources),
        )
