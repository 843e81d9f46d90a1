"""What can go wrong with a call, and the plan of when it does."""

import asyncio
import itertools
from collections import deque
from dataclasses import dataclass

from bot.preview.telegram.telegram import Answer, CarryOut, failure
from bot.preview.telegram.values import ApiError

FOREVER = 3_600.0
"""Seconds, longer than any bot waits."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with a call; by itself, the connection breaks before it is carried out."""

    is_carried_out: bool = False
    """Whether the call has its effect."""
    is_lost: bool = False
    """Whether Telegram's own answer never arrives."""
    seconds: float = 0.0
    """How late the answer comes, or the end of the connection."""
    answer: Answer | None = None
    """What is answered in place of Telegram's own answer."""


DROP = Fault()
"""The connection breaks before the call was carried out."""
LOSE = Fault(is_carried_out=True, is_lost=True)
"""The call is carried out, then the connection breaks."""
HANG = Fault(seconds=FOREVER)
"""The call is neither carried out nor answered."""


def slow(seconds: float) -> Fault:
    """The call is carried out at once and answered late."""
    return Fault(is_carried_out=True, seconds=seconds)


def refuse(
    code: int, description: str, *, retry_after: int | None = None, migrate_to_chat_id: int | None = None
) -> Fault:
    """Telegram answers with an error."""
    given = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
    parameters = {name: value for name, value in given.items() if value is not None}
    return Fault(answer=failure(ApiError(code, description, parameters)))


def page(status: int, body: bytes, content_type: str = "text/html") -> Fault:
    """Somebody between the bot and Telegram answers, who knows nothing of bots."""
    return Fault(answer=Answer(status, body, content_type))


HTML_502 = page(502, b"<html><h1>502 Bad Gateway</h1></html>")
"""What a proxy says that can't reach Telegram."""
GARBLED = Fault(is_carried_out=True, answer=Answer(200, b'{"ok":tr\xff'))
"""The call is carried out, and its answer arrives as what nobody can read."""


class Faults:
    """The plan: which calls go wrong, how, and how often. A stand-in's `Network`."""

    def __init__(self) -> None:
        self._next: dict[str, deque[Fault]] = {}
        self._always: dict[str, Fault] = {}
        self.met = 0
        """How many calls went wrong so far."""

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong, after those that were added before."""
        self._next.setdefault(method, deque()).extend(itertools.repeat(fault, times))

    def always(self, method: str, fault: Fault) -> None:
        """Let every call of a method go wrong for which nothing else was added, until `clear`."""
        self._always[method] = fault

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        self._next.clear()
        self._always.clear()

    def take(self, method: str) -> Fault | None:
        """What goes wrong with this call of a method."""
        planned = self._next.get(method)
        fault = planned.popleft() if planned else self._always.get(method)
        self.met += fault is not None
        return fault

    async def __call__(self, method: str, carry_out: CarryOut) -> Answer | None:
        """Answer a call as planned; None is a connection that breaks."""
        fault = self.take(method)
        if fault is None:
            return await carry_out()
        own = await carry_out() if fault.is_carried_out else None
        await asyncio.sleep(fault.seconds)
        return fault.answer or (None if fault.is_lost else own)
