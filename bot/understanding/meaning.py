"""What a message may mean: one closed union, decided in `decide` and rendered by the conversation."""

from dataclasses import dataclass

from bot.knowledge import Language


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
    """The message asks what the article covers: one question, or two in the order asked."""

    intents: tuple[str, ...]


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
    Tapped | AllTopics | OtherLanguage | Value | Answer | Gap | SmallTalk | Suggest | Unforeseen | OutOfScope
)
"""What a message was understood to be, alarms and personal questions apart."""
