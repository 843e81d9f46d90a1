"""Messages leave one at a time, so that a hard kill finds at most one that may or may not have arrived.

A message is in doubt from when it is sent until its update is written down as answered. Of two in doubt, the
next process would have to send both again. Telegram takes some 50 ms for a message and wants no more than 30
a second; everything else, the understanding and the waiting for a slow chat, goes on side by side.
"""

import asyncio
from types import TracebackType

from telegram.constants import FloodLimit

STEP = 0.02
"""A turn is counted in steps of so many seconds: where the bot itself was held up, the reply may be there
already, not yet read."""


def places(per_second: float) -> int:
    """Return how many messages may be on their way at once: one, unless more a second are allowed."""
    return max(1, round(per_second / FloodLimit.MESSAGES_PER_SECOND))


class Turns:
    """Gives turns, in the order in which they are asked for, each of so many seconds at most."""

    def __init__(self, seconds: float, places: int = 1) -> None:
        self._steps = max(1, round(seconds / STEP))
        self._places = asyncio.Semaphore(places)

    def one(self) -> "_Turn":
        """Return a turn to wait for (`async with`); it ends when it is left, or else in time."""
        return _Turn(self._places, self._steps)


class _Turn:
    """Holds a place until it is ended, but for so many steps at most."""

    def __init__(self, places: asyncio.Semaphore, steps: int) -> None:
        self._places = places
        self._steps = steps

    async def __aenter__(self) -> None:
        await self._places.acquire()
        self._next = asyncio.get_running_loop().call_later(STEP, self._step, self._steps)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Make room, unless that was done."""
        if not self._next.cancelled():
            self._next.cancel()
            self._places.release()

    def _step(self, left: int) -> None:
        if left > 1:
            self._next = asyncio.get_running_loop().call_later(STEP, self._step, left - 1)
        else:
            self.end()
