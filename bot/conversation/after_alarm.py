"""What follows an alarm: for half an hour help comes first. docs/architecture.md draws the machine.

An `Event` is what somebody wrote; `next_state` is the whole of the machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain

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
    SmallTalk,
    Suggest,
    Tapped,
    Understander,
    Understanding,
    Unforeseen,
    Value,
    fold,
)
from bot.understanding.alarms import EMERGENCY
from bot.understanding.phrases import Phrases, Words

SECONDS = 30 * 60.0
"""How long an alarm is heeded."""
THANKS = "thanks"
SURE = 80
"""The score from which a question that the article does not answer is about B12, and not about the alarm."""

LONG = 8
"""Letters of a word of a topic's label that tells of the topic: “untreated”, unlike “length”."""


class Event(Enum):
    """What somebody wrote after an alarm."""

    ALARM = auto()
    """Something that raises an alarm itself."""
    SAFE = auto()
    CALLED = auto()
    """That help was called, or comes."""
    REFUSES = auto()
    """That they will not call."""
    THANKS = auto()
    MISTAKE = auto()
    QUESTION = auto()
    """A question of ours, or the label of a button."""
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
    """Whether it was said since that nobody is in danger any more."""


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

    def __init__(self, after: AfterAlarm, understander: Understander, topics: Iterable[str] = ()) -> None:
        """Read messages by the editors' phrases; `topics` are labels, whose long words no alarm has."""
        self._understander = understander
        words = chain.from_iterable(fold(topic).split() for topic in topics)
        self._topics = frozenset(word for word in words if len(word) >= LONG)
        self._alarms = understander.alarms
        self._done = Phrases(after.done)
        self._reassures = {
            Event.MISTAKE: Phrases(after.mistake),
            Event.SAFE: Phrases(after.safe),
            Event.CALLED: Phrases(after.called),
        }
        self._refuses = Phrases(after.refuses)
        self._doubts = Phrases(after.doubts)
        self._about_alarm = Phrases(after.about_alarm)
        self._points = Phrases(after.points)

    def read(self, understanding: Understanding, state: Alarmed) -> Heard:
        """Return what a message is after an alarm."""
        words = understanding.text.folded.split()
        if found := self._done.search(words):
            alarm = Alarm(self._alarms.flag(EMERGENCY, words), Level.TAKES_OVER, Phrase(found))
            return Heard(Event.ALARM, replace(understanding, meaning=Flagged(alarm), beside=None))
        for event, phrases in self._reassures.items():
            rest = phrases.without(words)
            if rest is not words and self._is_calm(rest) and not self._doubts.are_in(rest):
                following = self._understander.understand(" ".join(rest))
                if self._asks(following, is_safe=True) and not following.is_missed:
                    return Heard(event, following, asks=True)
                asks = understanding.text.is_named and self._asks(understanding, is_safe=False)
                return Heard(event, understanding, asks)
        return self._heard(understanding, words, state)

    def _heard(self, understanding: Understanding, words: Words, state: Alarmed) -> Heard:
        rest = self._refuses.without(words)
        if rest is not words and self._is_calm(rest):
            return Heard(Event.REFUSES, understanding)
        alarm = understanding.alarm
        # In an emergency what is only like a crisis is still that emergency.
        is_same = state.flag == EMERGENCY and alarm and isinstance(alarm.why, Likeness)
        if alarm and not is_same:
            return Heard(Event.ALARM, understanding)
        if understanding.meaning == SmallTalk(THANKS):
            return Heard(Event.THANKS, understanding)
        asks = self._asks(understanding, is_safe=state.is_safe)
        return Heard(Event.QUESTION if asks else Event.ANYTHING_ELSE, understanding, asks)

    def _is_calm(self, rest: Words) -> bool:
        """Say whether what a message has besides a phrase is no alarm."""
        alarm = self._alarms.find(" ".join(rest))
        return alarm is None or not alarm.is_danger

    def _asks(self, understanding: Understanding, *, is_safe: bool) -> bool:
        """Say whether a message is a tap, or surely a question of ours; “should i give him b12” is none.

        Where our subject is not named, “it” may be what raised the alarm, unless that is over.
        """
        text, words = understanding.text, understanding.text.folded.split()
        if understanding.alarm or (not text.is_named and self._about_alarm.are_in(words)):
            return False
        match understanding.meaning:
            case Tapped() | Answer():
                is_ours = text.is_named or not self._topics.isdisjoint(words)
                return is_ours or is_safe or not self._points.are_in(words)
            case AllTopics() | Value():
                return text.is_named
            case Gap():
                return is_safe or (text.is_named and understanding.score >= SURE)
            case Suggest() | Unforeseen() | Flagged():
                return is_safe and text.is_named
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

    def kind_word(self, state: Alarmed, event: Event) -> Reply:
        """Return a kind word to someone who is safe, has called, gives thanks or refuses, and where help is.

        An emergency takes no refusal.
        """
        words = {
            Event.SAFE: self._messages.after_safe,
            Event.CALLED: self._messages.after_call,
            Event.THANKS: self._messages.after_thanks,
        }
        if state.flag != EMERGENCY:
            words[Event.REFUSES] = self._messages.after_refusal
        return self._help(state, (*words[event], self._line.text)) if event in words else self.again(state)

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
