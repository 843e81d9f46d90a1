"""How fast a bot may send: to everybody together, to each group, and how many messages may be on their way.

aiolimiter, which python-telegram-bot offers, is a leaky bucket: it lets sixty messages through in the worst
second of "30 a second". A `Window` never lets more through than it promises, at Telegram's end either.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from telegram.constants import FloodLimit

from bot.storage.recent import Recent

STEP = 0.02
"""A turn is counted in steps of so many seconds: where the bot itself was held up, the reply may be there
already, not yet read."""


class Window:
    """At most `most` messages in any span of `seconds`, each inside `async with` while it is on its way.

    A place is free again so long after its message.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(most)
        self._seconds = seconds

    async def __aenter__(self) -> None:
        await self._places.acquire()

    async def __aexit__(self, *_: object) -> None:
        asyncio.get_running_loop().call_later(self._seconds, self._places.release)


class SendLimits:
    """Makes who sends too fast wait: a group for itself, so that it holds up nobody else."""

    def __init__(self, per_second: int) -> None:
        self._overall = Window(per_second, 1.0)
        self._groups: Recent[int, Window] = Recent()
        """Remembered for longer than they matter."""

    def allowed(self, chat: int | None) -> contextlib.AbstractAsyncContextManager[None]:
        """Wait until something may be sent to a chat; what goes to none (None) need not wait."""
        if chat is None:
            return contextlib.nullcontext()
        return self._overall if chat >= 0 else self._in_group(chat)

    @contextlib.asynccontextmanager
    async def _in_group(self, group: int) -> AsyncIterator[None]:
        window = self._groups.get(group) or Window(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60.0)
        self._groups.put(group, window)
        async with window, self._overall:
            yield


class Turns:
    """Lets messages leave one at a time, so that a hard kill finds at most one in doubt.

    A message is in doubt from when it is sent until its update is written down as answered. Where more than
    30 a second are allowed, as many times more are on their way. A turn ends after `seconds` at the latest.
    """

    def __init__(self, seconds: float, per_second: int = FloodLimit.MESSAGES_PER_SECOND) -> None:
        self._steps = max(1, round(seconds / STEP))
        self._places = asyncio.Semaphore(max(1, round(per_second / FloodLimit.MESSAGES_PER_SECOND)))

    def turn(self) -> "_Turn":
        """Return a turn: it is waited for, and held until its context is left, or else for its time."""
        return _Turn(self._places, self._steps)


@dataclass(slots=True)
class _Turn:
    places: asyncio.Semaphore
    steps: int
    timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> None:
        await self.places.acquire()
        self._step(self.steps)

    async def __aexit__(self, *_: object) -> None:
        if self.timer:
            self.timer.cancel()
            self.places.release()

    # No function within `turn`: it would hold itself, and only the garbage collector lets go of such.
    def _step(self, left: int) -> None:
        self.timer = asyncio.get_running_loop().call_later(STEP, self._step, left - 1) if left else None
        if self.timer is None:
            self.places.release()
