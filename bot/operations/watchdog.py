"""How long ago Telegram last answered a poll, and the end of a process that it does not answer any more.

A poll can hang, or fail over and over, without anybody noticing. Health turns red first, for people; then the
process ends with an exit code of its own, for the supervisor that starts it anew.
"""

import asyncio
import logging
import os
import threading
import time

from bot.errors import StalledError
from bot.operations.timing import Timing

log = logging.getLogger(__name__)


class Watchdog:
    """Is told of each poll that Telegram answered."""

    def __init__(self, timing: Timing) -> None:
        self._unhealthy = timing.unhealthy
        self._stalled = timing.stalled
        self._blocked = timing.stalled + timing.blocked
        self._last = time.monotonic()
        self._is_over = threading.Event()

    @property
    def seconds(self) -> float:
        """Seconds since Telegram last answered a poll, or since the watch began."""
        return time.monotonic() - self._last

    @property
    def is_healthy(self) -> bool:
        """Whether Telegram answered lately."""
        return self.seconds < self._unhealthy

    def beat(self) -> None:
        """Hear that Telegram answered."""
        self._last = time.monotonic()

    async def watch(self) -> None:
        """Wait until Telegram has not answered for too long.

        Raises:
            StalledError: then.
        """
        self.beat()
        self._is_over.clear()
        threading.Thread(target=self._watch_the_loop, daemon=True).start()
        try:
            while (left := self._stalled - self.seconds) > 0:  # noqa: ASYNC110 - each beat moves the end
                await asyncio.sleep(left)
        finally:
            self._is_over.set()
        raise StalledError(
            f"Telegram has not answered for {self._stalled:g} s: ending, so that a supervisor starts "
            "the bot anew"
        )

    def _watch_the_loop(self) -> None:
        """End the process if the event loop, being blocked, can't."""
        while not self._is_over.wait(min(1.0, self._stalled)):
            if self.seconds > self._blocked:
                log.critical("the program hangs: ending it, so that a supervisor starts the bot anew")
                os._exit(StalledError.exit_code)
