"""What a message is to a chat in which an alarm came last: the events of `conversation/after_alarm.py`."""

from dataclasses import replace
from enum import Enum, auto

from bot.knowledge import AfterAlarm
from bot.understanding.alarms import EMERGENCY, Alarm, AlarmFinder, Level, Phrase
from bot.understanding.meaning import AllTopics, Answer, Flagged, Gap, Tapped, Understanding, Value
from bot.understanding.phrases import Phrases, Words

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
        if understanding.alarm:
            return Event.ALARM
        if self._says(self._safe, words):
            return Event.SAFE
        return Event.QUESTION if _is_question(understanding) else Event.ANYTHING_ELSE

    def _says(self, phrases: Phrases, words: Words) -> bool:
        """Say whether a message has one of the phrases, and nothing besides that is an alarm or a doubt."""
        rest = phrases.without(words)
        if rest is words or self._doubts.are_in(rest):
            return False
        alarm = self._alarms.quick(" ".join(rest))
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
