"""What a message may mean: one closed union, decided in `decide` and rendered by the conversation."""

from dataclasses import dataclass, field

from bot.knowledge import Language
from bot.understanding.alarms import Alarm, Level
from bot.understanding.matcher import Candidate
from bot.understanding.text import Text


@dataclass(frozen=True, slots=True)
class Flagged:
    """The message is a crisis, an emergency or a request for personal advice, which takes the reply over."""

    alarm: Alarm
    asked: "Understanding | None" = None
    """What a personal question surely asks that the article tells of, or is silent on."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The message is the label of an intent's button."""

    intent: str


@dataclass(frozen=True, slots=True)
class AllTopics:
    """The message is the label of the button that lists all topics, or names our subject and asks nothing."""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The message is in a language that the bot does not speak."""

    language: Language


@dataclass(frozen=True, slots=True)
class Value:
    """The message is a figure of a blood test and nothing else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The message asks what the article covers: one question, or several in the order asked.

    None is covered where it is several gaps.
    """

    intents: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    """What it asks besides, and the article does not say."""
    unsure: tuple[str, ...] = ()
    """What it may ask besides."""
    has_rest: bool = False
    """Whether it asks something besides that was not surely understood."""
    facets: tuple[str, ...] = field(default=(), compare=False)
    """What exactly is asked of each of the intents, where it is one of several; one may be asked for two."""

    @property
    def is_several(self) -> bool:
        """Whether it is more than one question."""
        return len(self.intents) + len(self.gaps) + self.has_rest > 1


@dataclass(frozen=True, slots=True)
class Gap:
    """The message asks about our subject what the article does not say."""

    intent: str


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """The message is a greeting or the like."""

    intent: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """The message may ask one of these: at most four, best first."""

    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """The message names our subject, and nothing else was understood. The nearest answers, best first."""

    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """The message is about something else, or was not understood."""


Meaning = (
    Flagged
    | Tapped
    | AllTopics
    | OtherLanguage
    | Value
    | Answer
    | Gap
    | SmallTalk
    | Suggest
    | Unforeseen
    | OutOfScope
)
"""What a message was understood to be."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means, and how that was found out."""

    meaning: Meaning
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
    def is_missed(self) -> bool:
        """Whether the message was not understood, or not for sure."""
        return isinstance(self.meaning, Suggest | OutOfScope)

    @property
    def is_private(self) -> bool:
        """Whether it is about danger, one person's case or a value: nobody else may be shown it."""
        return isinstance(self.meaning, Flagged | Value) or self.beside is not None

    @property
    def score(self) -> float:
        """The score of the best candidate; 0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0
