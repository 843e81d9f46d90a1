"""What `learn` found out about the intents: plain values, kept in the learnt file."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.model import LinearModel


@dataclass(frozen=True, slots=True)
class LearntIntents:
    """What was learnt of the examples of all intents."""

    model: LinearModel
    examples: Mapping[str, tuple[tuple[str, str], ...]]
    """By intent its examples: as they are compared, and as they are written."""
    counts: Mapping[str, int]
    """The words of examples, with how often each is used: what others are repaired to."""
    english: frozenset[str]
    """Other English words, which are left as they are."""
    familiar: frozenset[str]
    """The stems of questions to which there is an answer."""
