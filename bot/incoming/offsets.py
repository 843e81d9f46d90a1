"""The updates of long polling that are in hand, and the offset to ask Telegram with.

Telegram confirms updates by number: everything below an offset is done with. The offset to ask with is
therefore the lowest number that is still in hand, and what comes again meanwhile is known and passed over.
A poll brings no more than `WINDOW` updates from there on, so that one slow chat could keep the others' from
coming. What is slow is then parked: kept on disk, sealed, until it is done. Only so the offset goes past it.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable

from telegram import Update

from bot.incoming.queues import ChatQueues, Process

log = logging.getLogger(__name__)

WINDOW = 100
"""Updates that one poll brings, at most."""

MOST = 1_000
"""Updates in hand from which on no more are parked: Telegram keeps the rest."""

Park = Callable[[Iterable[int]], bool]
"""Keeps updates, by their numbers, where a hard kill can't reach them; says whether that was done."""


class InHand(ChatQueues):
    """Takes updates, and knows up to which all are done or kept safe."""

    def __init__(self, process: Process, park: Park = lambda _: True) -> None:
        super().__init__(process)
        self._park = park
        self._parked: set[int] = set()
        """Numbers in hand that the offset may go past."""
        self._next = 0
        """One past the last number that was taken; after a quiet week Telegram starts anew, perhaps lower."""
        self._taken: set[int] = set()
        """Numbers that were taken and may come again."""

    @property
    def lowest(self) -> int:
        """The lowest number that is neither done nor kept safe, or else the next one; 0 before the first."""
        return min(self._tasks.keys() - self._parked, default=self._next)

    @property
    def is_clear(self) -> bool:
        """Whether everything that was taken is done or kept safe, so that a poll brings only what is new."""
        return self._tasks.keys() <= self._parked

    def begin_poll(self) -> int:
        """Return the offset of a poll, and forget what no poll from now on can bring again."""
        self._parked &= self._tasks.keys()
        if self._next - self.lowest > WINDOW // 2 and len(self) < MOST:
            self._make_room()
        lowest = self.lowest
        self._taken = {number for number in self._taken if number >= lowest or number in self._tasks}
        return lowest

    def pass_over(self, number: int) -> None:
        """Count an update as done without handling it."""
        self._taken.add(number)
        self._next = number + 1

    def take(self, update: Update) -> "asyncio.Task[float | None]":
        """Handle an update after those of its chat that were taken before."""
        self.pass_over(update.update_id)
        return super().take(update)

    def take_parked(self, update: Update) -> "asyncio.Task[float | None]":
        """Handle an update that an earlier process had parked: Telegram knows nothing of it any more."""
        self._parked.add(update.update_id)
        return super().take(update)

    def knows(self, number: int) -> bool:
        """Say whether an update was taken before."""
        return number in self._taken

    async def drop(self) -> list[int]:
        """Give up what is not done: it stays unconfirmed or parked, and comes again."""
        dropped = await super().drop()
        self._next = min((number for number in dropped if number not in self._parked), default=self._next)
        return dropped

    def _make_room(self) -> None:
        """Park what is in hand; if that can't be done, the others wait, for nothing must be lost."""
        slow = self._tasks.keys() - self._parked
        if self._park(sorted(slow)):
            self._parked |= slow
        else:
            log.warning("a slow chat holds up the others, for what it waits for can't be kept on disk")
