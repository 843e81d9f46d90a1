"""From what a person typed to what it means: alarms first, then the question.

Pure: no Telegram, no clock, no files. The same message always means the same.
"""

from dataclasses import dataclass, replace

from bot.knowledge import Knowledge, Language
from bot.understanding.alarms import Alarm, AlarmFinder, Level, Likeness
from bot.understanding.decide import Decider
from bot.understanding.folding import MAX_CHARS, fold
from bot.understanding.follow_ups import FollowUps
from bot.understanding.learnt import Learnt
from bot.understanding.matcher import Candidate
from bot.understanding.meaning import Answer, Gap, Meaning, OutOfScope, Suggest, Tapped, Value
from bot.understanding.scrubbing import Scrubber
from bot.understanding.text import Text

SHORT = 10
"""Words of a message, at most, that leans on the last topic: a longer one says what it means."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """The message is a crisis, an emergency or a request for personal advice, which takes the reply over."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means, and how that was found out."""

    meaning: Meaning | Flagged
    text: Text
    candidates: tuple[Candidate, ...] = ()
    """The intents that were considered, best first."""
    beside: Alarm | None = None
    """An alarm that leaves the reply, and has its help come with it."""

    @property
    def is_flagged(self) -> bool:
        """Whether there is an alarm that is more than a line of help."""
        return isinstance(self.meaning, Flagged) or (
            self.beside is not None and self.beside.level is Level.TAKES_OVER
        )

    @property
    def alarm(self) -> Alarm | None:
        """The alarm of somebody who may be in danger, whether its help is the reply or comes with one."""
        alarm = self.meaning.alarm if isinstance(self.meaning, Flagged) else self.beside
        return alarm if alarm and alarm.is_danger else None

    @property
    def is_private(self) -> bool:
        """Whether it is about danger, one person's case or a value: nobody else may be shown it."""
        return isinstance(self.meaning, Flagged | Value) or self.beside is not None

    @property
    def score(self) -> float:
        """The score of the best candidate; 0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0


class Understander:
    """Understands messages by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt) -> None:
        self.alarms = AlarmFinder(knowledge.red_flags, learnt.alarms)
        self.follow_ups = FollowUps(knowledge.dialogue)
        self._decider = Decider(knowledge, learnt.intents)
        self.scrub = Scrubber(self._decider.reader).scrub

    def understand(self, message: str) -> Understanding:
        """Return what a message means; red flags come before everything else."""
        message = message[:MAX_CHARS]
        text = self._decider.reader.read(message)
        alarm = self.alarms.find(message)
        if alarm and isinstance(alarm.why, Likeness) and self._knows(message, text):
            # Editors know this message word for word; what it is merely like does not matter.
            alarm = None
        takes_over = alarm is not None and alarm.keeps_from_answer
        if alarm and takes_over and not _may_be_answered(alarm):
            return Understanding(Flagged(alarm), text)
        decision = self._decider.decide(message, text)
        if alarm and takes_over:
            if not isinstance(decision.meaning, Answer):
                return Understanding(Flagged(alarm), text, decision.candidates)
            alarm = replace(alarm, level=Level.LINE)
        return Understanding(decision.meaning, decision.text, decision.candidates, alarm)

    def _knows(self, message: str, text: Text) -> bool:
        """Say whether a message is a follow-up phrase, a button's label or an example, word for word."""
        return self.follow_ups.knows(fold(message)) or self._decider.knows(text)

    def match(self, message: str) -> tuple[Candidate, ...]:
        """Return the intents that a message may mean, best first, whatever is decided."""
        return self._decider.candidates(self._decider.reader.read(message))

    def language_of(self, folded: str) -> Language | None:
        """Return the language of a folded message, if it is none that the bot speaks."""
        return self._decider.languages.find(folded)

    def is_urgent(self, message: str) -> bool:
        """Say whether a message may be about someone in danger: quickly, for where messages flood in."""
        alarm = self.alarms.find(message[:MAX_CHARS])
        return alarm is not None and alarm.flag.concern is None and alarm.level is Level.TAKES_OVER

    def in_context(self, message: str) -> Understanding | None:
        """Return what a short message surely means if it is about our subject, which it does not name."""
        if len(message.split()) > SHORT:
            return None
        decision = self._decider.decide_carrying(message)
        if decision and isinstance(decision.meaning, Tapped | Answer | Gap):
            return Understanding(decision.meaning, decision.text, decision.candidates)
        return None


def _may_be_answered(alarm: Alarm) -> bool:
    """Say whether a sure answer comes before an alarm: a question that is only like personal ones has one.

    “My mum has lupus, why would her doctor look at B12?” asks what the article says of lupus.
    """
    return alarm.flag.concern is not None and isinstance(alarm.why, Likeness)


def is_missed(understanding: Understanding) -> bool:
    """Say whether a message was not understood, or not for sure."""
    return isinstance(understanding.meaning, Suggest | OutOfScope)
