"""What follows an alarm: for half an hour help comes first. docs/architecture.md draws the machine.

An `Event` is what somebody wrote; `next_state` is the whole of the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.conversation.composer import Composer
from bot.conversation.reply import Help, Outcome, Paragraph, Reply
from bot.knowledge import AfterAlarm, Knowledge, RedFlag
from bot.understanding import (
    Alarm,
    AllTopics,
    Answer,
    Flagged,
    Gap,
    Level,
    Likeness,
    Phrase,
    Tapped,
    Understanding,
    Value,
)
from bot.understanding.alarms import EMERGENCY, AlarmFinder
from bot.understanding.phrases import Phrases, Words

SECONDS = 30 * 60.0
"""How long an alarm is heeded."""
SURE = 80
"""The score from which a question that the article does not answer is about B12, and not about the alarm."""


class Event(Enum):
    """What somebody wrote after an alarm."""

    ALARM = auto()
    """Something that raises an alarm itself."""
    SAFE = auto()
    MISTAKE = auto()
    QUESTION = auto()
    """A question that names our subject, or the label of a button."""
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
    repeated: int = 0
    """How often help was named again."""
    is_safe: bool = False
    """Whether somebody said that they are safe now, or that help is there."""


def next_state(state: Alarmed | None, event: Event, raised: RedFlag | None, now: float) -> Alarmed | None:
    """Return the state after an event; only time, and that it was a mistake, end one.

    `raised` is the red flag of an alarm, `now` the time by the door's clock.
    """
    repeated = state.repeated + 1 if state else 0
    match event:
        case Event.ALARM if raised:
            return Alarmed(str(raised.name), tuple(map(str, raised.resources)), now + SECONDS, repeated)
        case Event.MISTAKE:
            return None
        case Event.SAFE if state:
            return replace(state, is_safe=True)
        case Event.ANYTHING_ELSE if state:
            return replace(state, repeated=repeated)
    return state


class AfterAlarmReader:
    """Tells what messages are after an alarm."""

    def __init__(self, after: AfterAlarm, alarms: AlarmFinder) -> None:
        self._alarms = alarms
        self._done = Phrases(after.done)
        self._safe = Phrases(after.safe)
        self._mistake = Phrases(after.mistake)
        self._doubts = Phrases(after.doubts)

    def read(self, understanding: Understanding) -> tuple[Event, Understanding]:
        """Return what a message is, and how it is understood now: “i took them” is an emergency."""
        words = understanding.text.folded.split()
        if found := self._done.search(words):
            alarm = Alarm(self._alarms.flag(EMERGENCY, words), Level.TAKES_OVER, Phrase(found))
            return Event.ALARM, replace(understanding, meaning=Flagged(alarm), beside=None)
        return self._event(understanding, words), understanding

    def _event(self, understanding: Understanding, words: Words) -> Event:
        if self._says(self._mistake, words):
            return Event.MISTAKE
        alarm = understanding.alarm
        # “The ambulance is here” is like an emergency, and has no phrase of one.
        may_be_safe = alarm is None or isinstance(alarm.why, Likeness)
        if may_be_safe and self._says(self._safe, words):
            return Event.SAFE
        if alarm:
            return Event.ALARM
        return Event.QUESTION if _is_question(understanding) else Event.ANYTHING_ELSE

    def _says(self, phrases: Phrases, words: Words) -> bool:
        """Say whether a message has one of the phrases, and nothing besides that is an alarm or a doubt."""
        rest = phrases.without(words)
        if rest is words or self._doubts.are_in(rest):
            return False
        alarm = self._alarms.find(" ".join(rest))
        return alarm is None or not alarm.is_danger


def _is_question(understanding: Understanding) -> bool:
    """Say whether a message is a tap, or surely a question of ours; “should i give him b12” is none."""
    match understanding.meaning:
        case Tapped() | AllTopics():
            return True
        case Answer() | Value() | Flagged():
            return understanding.text.is_named
        case Gap():
            return understanding.text.is_named and understanding.score >= SURE
        case _:
            return False


class AlarmReplies:
    """Puts the replies together that only follow an alarm."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._compose = compose
        self._messages = knowledge.messages
        self._flags = {str(flag.name): flag for flag in knowledge.red_flags.flags}
        self._resources = knowledge.red_flags.resources
        self._line = Paragraph(self._resources[knowledge.red_flags.help_line].text)

    def again(self, state: Alarmed) -> Reply:
        """Return help once more, the number first, in words that the last two replies did not have."""
        again = self._flags[state.flag].again
        texts = (self._resources[key].text for key in state.resources)
        return self._help(state, (*texts, again[state.repeated % len(again)]))

    def safe(self, state: Alarmed) -> Reply:
        """Return a kind word to someone who is safe now, and where help is to be had."""
        return self._help(state, (*self._messages.after_safe, self._line.text))

    def way_back(self, state: Alarmed | None) -> Reply:
        """Return how to go on after what was no alarm."""
        about = (str(self._flags[state.flag].id),) if state else ("help",)
        page = self._compose.page(Outcome.SMALL_TALK, (*self._messages.way_back, self._line.text), about)
        return replace(page, buttons=page.quick_replies, quick_replies=(), help=Help.LINE)

    def above(self, reply: Reply) -> Reply:
        """Return a reply with help above it, unless it has some."""
        if reply.help is not Help.NONE:
            return reply
        return replace(reply, paragraphs=(self._line, *reply.paragraphs), help=Help.LINE)

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
