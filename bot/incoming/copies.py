"""Of several copies of the bot one polls: by a lock where they share a database, else by who was first.

Telegram refuses each of two copies in turn, so both must decide by what they know: who polled undisturbed for
a while before is the older one. It stays, and the newer one ends.
"""

import asyncio
import contextlib
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.errors import ConflictError, StartUpError
from bot.operations.startup import wait_for_stop
from bot.outgoing.retry import UNKNOWN_BOT
from bot.storage import Database, DatabaseDownError

log = logging.getLogger(__name__)

REFUSALS = 3
"""Polls in a row that are refused before the token is blamed: a proxy may say "not found" once."""
JITTER = 0.5
"""The part by which the patience of a copy may be longer: of two that start together not both should end."""


@dataclass
class Leadership:
    """Lets this copy poll while it holds a lock of the database, which ends when its holder is gone.

    While the database is down all go on as they did; a copy that never saw it up polls.
    """

    database: Database
    key: int
    stop: asyncio.Event
    seconds: float
    """Between two looks."""
    _leads: bool = True

    async def run(self, lead: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        """Have `lead` called whenever this copy leads, until `stop` is set; it polls until its event is."""
        while not self.stop.is_set():
            if await self._may_lead():
                over = asyncio.Event()
                watching = asyncio.create_task(self._watch(over))
                try:
                    await lead(over)
                finally:
                    watching.cancel()
                    await asyncio.wait({watching})
            else:
                await wait_for_stop(self.stop, self.seconds)

    async def _watch(self, over: asyncio.Event) -> None:
        while not self.stop.is_set() and await self._may_lead():
            await wait_for_stop(self.stop, self.seconds)
        over.set()

    async def _may_lead(self) -> bool:
        with contextlib.suppress(DatabaseDownError):
            # Taken again at each look: a lock is lost with its connection.
            led, self._leads = self._leads, await self.database.lock(self.key)
            if led and not self._leads:
                log.info("another copy polls: this one stands by")
        return self._leads


class PollErrors:
    """Counts refused polls, and raises for what waiting does not mend."""

    def __init__(self, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._settled = patience
        """Seconds of polling undisturbed after which this copy counts as the older one."""
        self._patience = patience * (1 + JITTER * random.random())  # noqa: S311 - no secret
        """Seconds for which the newer one puts up with another."""
        self._first_poll = self._last_poll = -math.inf
        """When polls were first and last answered, without a gap between."""
        self._conflict_since = self._last_conflict = -math.inf
        self._is_older = False
        self._in_a_row = 0

    def poll_succeeded(self) -> None:
        """Hear that a poll was answered. Two pollers take turns with that, so a conflict is not forgotten."""
        now = self._clock()
        self._in_a_row = 0
        if now - self._last_poll > self._settled:
            self._first_poll = now
        self._last_poll = now

    def poll_failed(self, error: TelegramError) -> None:
        """Hear of a failed poll; raise if the token was refused a few times, or an older copy polls on."""
        if isinstance(error, InvalidToken | EndPointNotFound):
            self._in_a_row += 1
            if self._in_a_row >= REFUSALS:
                raise StartUpError(UNKNOWN_BOT) from None
        if isinstance(error, Conflict) and not is_webhook_set(error):
            self._hear_of_conflict(self._clock())

    def _hear_of_conflict(self, now: float) -> None:
        before, self._last_conflict = self._last_conflict, now
        if now - before > self._settled:
            self._conflict_since = now
            is_polling = now - self._last_poll <= self._settled
            self._is_older = is_polling and self._last_poll - self._first_poll >= self._settled
            what = "going on, for this one is older" if self._is_older else "waiting for it to end"
            log.warning("another copy of the bot polls with the same token, %s", what)
        if not self._is_older and now - self._conflict_since > self._patience:
            raise ConflictError(
                "another copy of the bot polls with the same token: this one, the newer, ends"
            ) from None


def is_webhook_set(error: TelegramError) -> bool:
    """Say whether a poll was refused because somebody has set a webhook: that is no second copy."""
    return isinstance(error, Conflict) and "webhook" in error.message.lower()
