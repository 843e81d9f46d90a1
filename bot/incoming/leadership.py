"""Several copies that poll share a database: one of them leads, and another takes over when it ends."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.operations.startup import wait_for_stop
from bot.storage import Database, DatabaseDownError

log = logging.getLogger(__name__)

Lead = Callable[[asyncio.Event], Awaitable[None]]
"""Polls until the event is set."""


class Leadership:
    """Lets this copy poll while it holds a lock of the database, which ends when its holder is gone.

    While the database is down, who leads goes on, for nobody can take its place, and who stood by stands by.
    A copy that never saw the database up polls: better two, of whom Telegram refuses one, than none. Where no
    database is shared, every copy leads.
    """

    def __init__(self, database: Database, key: int, stop: asyncio.Event, seconds: float) -> None:
        self._database = database
        self._key = key
        self._stop = stop
        self._seconds = seconds
        """Between two looks."""

    async def run(self, lead: Lead) -> None:
        """Have `lead` called whenever this copy leads, until `stop` is set."""
        leads = True
        while not self._stop.is_set():
            if await self._may_lead(leads=leads):
                leads = await self._until_over(lead)
            else:
                if leads:
                    log.info("another copy polls: standing by")
                leads = False
                await wait_for_stop(self._stop, self._seconds)

    async def _until_over(self, lead: Lead) -> bool:
        """Lead until `stop` is set (then it is true that this copy leads), or until another copy leads."""
        over = asyncio.Event()
        leading, watching = asyncio.ensure_future(lead(over)), asyncio.create_task(self._watch(over))
        try:
            await leading
        finally:
            leading.cancel()
            watching.cancel()
            await asyncio.gather(leading, watching, return_exceptions=True)
        return self._stop.is_set()

    async def _watch(self, over: asyncio.Event) -> None:
        await wait_for_stop(self._stop, self._seconds)
        while not self._stop.is_set() and await self._may_lead(leads=True):
            await wait_for_stop(self._stop, self._seconds)
        if not self._stop.is_set():
            log.warning("another copy polls since the database was down: this one stands by")
        over.set()

    async def _may_lead(self, *, leads: bool) -> bool:
        try:
            # Taken again at each look: a lock is lost with its connection.
            return await self._database.lock(self._key)
        except DatabaseDownError:
            return leads
