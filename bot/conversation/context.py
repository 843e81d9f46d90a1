"""What a chat last talked about: one small value a chat, in memory, for half an hour."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

REMEMBERED = 10_000
"""Chats that are remembered, those of the latest messages."""
SECONDS = 30 * 60.0
"""For how long."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a short message can lean on. Holds ids of intents, and nothing of anybody's words."""

    topics: tuple[str, ...] = ()
    """What was last answered, in the order asked."""
    suggested: tuple[str, ...] = ()
    """What was last suggested, while nothing else was said."""
    misses: int = 0
    """How many messages in a row were not understood."""
    in_crisis: bool = False
    """Whether a crisis was the last thing that was talked about."""


NOTHING = Context()


class Contexts:
    """Remembers the contexts of the latest chats."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._contexts: OrderedDict[int, tuple[float, Context]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._contexts)

    def get(self, chat: int) -> Context:
        """Return the context of a chat; empty if there is none, or none so new."""
        since, context = self._contexts.get(chat, (0.0, NOTHING))
        return context if self._clock() - since <= SECONDS else NOTHING

    def put(self, chat: int, context: Context) -> None:
        """Remember the context of a chat; if there are too many, forget the one that was silent longest."""
        self._contexts.pop(chat, None)
        if context != NOTHING:
            self._contexts[chat] = (self._clock(), context)
        if len(self._contexts) > self._remembered:
            self._contexts.popitem(last=False)
