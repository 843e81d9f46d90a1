"""How the bot fares. Where polls hang, health turns red for people, and then the process ends."""

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


class Health:
    """Answers for the bot, by what it is told; is the watchdog of what polls."""

    def __init__(self, metrics: Metrics, timing: Timing) -> None:
        self.metrics = metrics
        self._timing = timing
        self._last: float | None = None
        """When Telegram last answered a poll, or the watch began; None where nothing polls."""
        self.is_up = False
        """Whether the bot takes updates."""
        self.is_reached = True
        """Whether Telegram's posts reach it; by polling they always do."""

    @property
    def is_healthy(self) -> bool:
        """Whether the process should live on; before it is up it waits for Telegram, however long."""
        return not self.is_up or self._silence() < self._timing.unhealthy

    @property
    def is_ready(self) -> bool:
        """Whether a question that is asked now would be answered."""
        return self.is_up and self.is_reached and self.is_healthy

    def beat(self) -> None:
        """Hear that Telegram answered a poll."""
        self._last = time.monotonic()

    async def watch(self, polling: Coroutine[Any, Any, None]) -> None:
        """Run what polls to its end, or raise StalledError once Telegram has not answered for too long."""
        stalled, is_over = self._timing.stalled, threading.Event()
        self.beat()
        self.metrics.watch("seconds_since_poll", "Seconds since Telegram answered", self._silence)
        threading.Thread(target=self._watch_the_loop, args=(is_over,), daemon=True).start()
        task = asyncio.create_task(polling)
        try:
            while not task.done() and (left := stalled - self._silence()) > 0:
                await asyncio.wait({task}, timeout=left)
        finally:
            is_over.set()
            if task.cancel():
                await asyncio.wait({task})
        if task.cancelled():
            raise StalledError(
                f"Telegram has not answered for {stalled:g} s: ending, for a supervisor to start the bot anew"
            )
        task.result()

    def _silence(self) -> float:
        """Return for how many seconds Telegram has not answered a poll."""
        return time.monotonic() - self._last if self._last else 0.0

    def _watch_the_loop(self, is_over: threading.Event) -> None:
        """End the process if the event loop, being blocked, can't."""
        while not is_over.wait(min(1.0, self._timing.stalled)):
            if self._silence() > self._timing.stalled + self._timing.blocked:
                log.critical("the program hangs: ending it, so that a supervisor starts the bot anew")
                os._exit(StalledError.exit_code)
