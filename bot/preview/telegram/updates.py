"""The queue of updates: what waits for the bot, who may fetch it, and what was confirmed."""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import suppress

from bot.preview.telegram.values import JSON, ApiError

ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
HURRY = 0.5
LONGEST_POLL = 50


class Signal:
    """Wakes everybody who waits for something to become true."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Let all who wait look again."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, condition: Callable[[], bool], seconds: float | None) -> None:
        """Return when the condition holds; TimeoutError when it does not in time."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self._event.wait()


class Updates:
    """Telegram's queue of updates for one bot."""

    def __init__(self, signal: Signal) -> None:
        self.pending: list[JSON] = []
        self.allowed: list[str] = []
        self._signal = signal
        self._ids = itertools.count(500_000_001)
        self._turn = 0
        self._ended_by = ""
        self._closed = False
        self._last_poll: tuple[int, float] = (0, float("-inf"))

    def put(self, update: JSON) -> None:
        """Queue an update, unless the bot said that it does not want its kind."""
        kind = next((key for key in update if key != "update_id"), "")
        if kind in self.allowed or (not self.allowed and kind not in ON_REQUEST_ONLY):
            self.pending.append({"update_id": next(self._ids), **update})
            self._signal.notify()

    def confirm(self, offset: int) -> None:
        """Forget what came before the offset; a negative one counts from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self._signal.notify()

    def remove(self, update: JSON) -> None:
        """Forget one update that a webhook accepted."""
        with suppress(ValueError):
            self.pending.remove(update)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[JSON]:
        """What getUpdates returns: at once if something waits, else when something comes or time is up."""
        self.end_polls("other getUpdates request; make sure that only one bot instance is running")
        turn = self._turn
        self.confirm(offset)
        limit = self._hurried(offset) or (limit if 1 <= limit <= 100 else 100)
        with suppress(TimeoutError):
            await self._signal.until(
                lambda: bool(self.pending) or self._turn != turn or self._closed, min(seconds, LONGEST_POLL)
            )
        if self._turn != turn:
            raise ApiError(409, f"Conflict: terminated by {self._ended_by}")
        return self.pending[:limit]

    def end_polls(self, by: str) -> None:
        """End the poll that is under way with a conflict; Telegram keeps the newer request."""
        self._turn += 1
        self._ended_by = by
        self._signal.notify()

    def close(self) -> None:
        """End the poll that is under way with nothing, because the stand-in stops."""
        self._closed = True
        self._signal.notify()

    def _hurried(self, offset: int) -> int | None:
        """Telegram gives one update to a bot that asks again at once: what it chokes on then stands alone."""
        now = asyncio.get_running_loop().time()
        last_offset, last_time = self._last_poll
        self._last_poll = (offset, now)
        return 1 if offset == last_offset and now < last_time + HURRY else None
