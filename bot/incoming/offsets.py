"""The offset to poll with: it confirms to Telegram all that is done, and nothing that a kill could lose.

Telegram takes everything below an offset for done, so the offset is the lowest number that is still in hand;
what comes again meanwhile is known. A poll brings no more than `WINDOW` updates from there on: so that the
others' come, what is slow is *put aside*, kept on disk, sealed, until it is done.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable

from bot.incoming.queues import ChatQueues

log = logging.getLogger(__name__)

WINDOW = 100
"""Updates that one poll brings, at most."""
MOST = 1_000
"""Updates in hand from which on no more are put aside: Telegram keeps the rest."""

PutAside = Callable[[Collection[int]], Awaitable[bool]]
"""Keeps updates, by their numbers, where a hard kill can't reach them; says whether that was done."""


class Offsets:
    """Knows up to which number all updates are done or kept safe."""

    def __init__(self, queues: ChatQueues, put_aside: PutAside) -> None:
        self._queues = queues
        self._put_aside = put_aside
        self._aside: set[int] = set()
        """Numbers in hand that the offset may go past."""
        self._next = 0
        """One past the last number that was taken; after a quiet week Telegram starts anew, perhaps lower."""
        self._taken: set[int] = set()
        """Numbers that were taken and may come again."""

    @property
    def lowest(self) -> int:
        """The lowest number that is neither done nor kept safe, or else the next one; 0 before the first."""
        return min(self._queues.numbers - self._aside, default=self._next)

    @property
    def is_clear(self) -> bool:
        """Whether everything that was taken is done or kept safe, so that a poll brings only what is new."""
        return self._queues.numbers <= self._aside

    def add(self, number: int) -> None:
        """Hear that an update is taken, or passed over."""
        self._taken.add(number)
        self._next = number + 1

    def add_aside(self, numbers: Iterable[int]) -> None:
        """Hear of those that an earlier process had put aside: Telegram knows nothing of them any more."""
        self._aside.update(numbers)

    def knows(self, number: int) -> bool:
        """Say whether an update was taken before."""
        return number in self._taken

    async def for_next_poll(self) -> int:
        """Return the offset of a poll, and forget what no poll from now on can bring again."""
        self._aside &= self._queues.numbers
        if self._next - self.lowest > WINDOW // 2 and len(self._queues) < MOST:
            slow = self._queues.numbers - self._aside
            if await self._put_aside(sorted(slow)):
                self._aside |= slow
            else:
                log.warning("a slow chat holds up the others, for what it waits for can't be kept on disk")
        lowest = self.lowest
        self._taken = {number for number in self._taken if number >= lowest or number in self._queues.numbers}
        return lowest
