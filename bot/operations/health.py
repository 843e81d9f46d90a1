"""How the bot fares, never who and what; and the end of a process that Telegram does not answer any more.

A poll can hang, or fail over and over, without anybody noticing. Health turns red first, for people; then the
process ends with an exit code of its own, for the supervisor that starts it anew.
"""

import asyncio
import logging
import os
import threading
import time
from collections.abc import Coroutine
from typing import Any

from bot.errors import StalledError
from bot.operations.metrics import Metrics
from bot.operations.timing import Timing

log = logging.getLogger(__name__)


class Watchdog:
    """Is told of each poll that Telegram answered."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._last = time.monotonic()
        self._is_over = threading.Event()

    @property
    def seconds(self) -> float:
        """Seconds since Telegram last answered a poll, or since the watch began."""
        return time.monotonic() - self._last

    @property
    def is_healthy(self) -> bool:
        """Whether Telegram answered lately."""
        return self.seconds < self._timing.unhealthy

    def beat(self) -> None:
        """Hear that Telegram answered."""
        self._last = time.monotonic()

    async def watch(self, polling: Coroutine[Any, Any, None]) -> None:
        """Run what polls to its end, or raise StalledError once Telegram has not answered for too long."""
        stalled = self._timing.stalled
        self.beat()
        self._is_over.clear()
        threading.Thread(target=self._watch_the_loop, daemon=True).start()
        task = asyncio.create_task(polling)
        try:
            while not task.done() and (left := stalled - self.seconds) > 0:
                await asyncio.wait({task}, timeout=left)
        finally:
            self._is_over.set()
            if task.cancel():
                await asyncio.wait({task})
        if task.cancelled():
            raise StalledError(
                f"Telegram has not answered for {stalled:g} s: ending, for a supervisor to start the bot anew"
            )
        task.result()

    def _watch_the_loop(self) -> None:
        """End the process if the event loop, being blocked, can't."""
        while not self._is_over.wait(min(1.0, self._timing.stalled)):
            if self.seconds > self._timing.stalled + self._timing.blocked:
                log.critical("the program hangs: ending it, so that a supervisor starts the bot anew")
                os._exit(StalledError.exit_code)


class Health:
    """Answers for the bot, by what it is told and by its watchdog."""

    def __init__(self, metrics: Metrics, watchdog: Watchdog | None = None) -> None:
        self.metrics = metrics
        self._watchdog = watchdog
        self.is_up = False
        """Whether the bot takes updates."""
        self.is_reached = True
        """Whether Telegram's posts reach it; by polling they always do."""
        if watchdog:
            metrics.watch("seconds_since_poll", "Seconds since Telegram answered", lambda: watchdog.seconds)

    @property
    def is_healthy(self) -> bool:
        """Whether the process should live on; before it is up it waits for Telegram, however long."""
        return not (self.is_up and self._watchdog) or self._watchdog.is_healthy

    @property
    def is_ready(self) -> bool:
        """Whether a question that is asked now would be answered."""
        return self.is_up and self.is_reached and self.is_healthy
