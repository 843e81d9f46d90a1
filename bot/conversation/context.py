"""What a chat last talked about: one small value a chat."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from bot.conversation.after_alarm import Alarmed
from bot.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Context:
    """What a short message can lean on. Holds ids and a name of the editors, nothing of anybody's words."""

    topics: tuple[str, ...] = ()
    """What was last answered, in the order asked."""
    suggested: tuple[str, ...] = ()
    """What was last suggested, while nothing else was said."""
    misses: int = 0
    """How many messages in a row were not understood."""
    alarm: Alarmed | None = None
    """The alarm that was raised last, while it is heeded."""
    offered: tuple[str, ...] = ()
    """What “the second one” chooses from: the two answers of the last reply, or what its buttons open."""
    chosen_from: tuple[str, ...] = ()
    """What the last message chose from: “and the first one” chooses from the same."""
    seen: tuple[str, ...] = ()
    """What the article was quoted on, each topic once: “tell me more” does not go round in circles."""
    more: str = ""
    """What the button opens that tells the rest of the last answer."""
    name: str = ""
    """The name of `referents` that “it” stands for."""
    said: tuple[int, ...] = ()
    """Checksums of the last two replies: none is said again in the same words."""

    def at(self, now: float) -> "Context":
        """Return what is left at a time: an alarm is heeded for a while."""
        return replace(self, alarm=None) if self.alarm and now > self.alarm.until else self

    def within(self, knowledge: Knowledge) -> "Context":
        """Return what is left where this knowledge answers: all if it has the topics, else the alarm."""
        alarm = self.alarm
        if alarm and not knowledge.red_flags.resources.keys() >= set(alarm.resources):
            kept = tuple(one for one in alarm.resources if one in knowledge.red_flags.resources)
            alarm = replace(alarm, resources=kept)
        if knowledge.intents.keys() >= {*self.topics, *self.suggested}:
            return self if alarm is self.alarm else replace(self, alarm=alarm)
        return Context(alarm=alarm)


NOTHING = Context()


def to_json(context: Context) -> dict[str, Any]:
    """Return what differs from nothing, as JSON has it; nothing for nothing."""
    return {name: value for name, value in asdict(context).items() if value != getattr(NOTHING, name)}


def from_json(state: Mapping[str, Any]) -> Context:
    """Return the context that another process wrote down; nothing if that had another version of it."""
    values = _tuples(state)
    alarm = values.pop("alarm", None)
    try:
        return Context(**values, alarm=Alarmed(**_tuples(alarm)) if alarm else None)
    except TypeError:
        return NOTHING


def _tuples(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what JSON has as lists, as tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in state.items()}


DIFFERENT = 1_000
"""Contexts that are kept to be shared, those that were met last. None tells of which chats it was."""


@lru_cache(maxsize=DIFFERENT)
def shared(context: Context) -> Context:
    """Return an equal context that other chats have too: most chats were about one of a few topics."""
    return context
