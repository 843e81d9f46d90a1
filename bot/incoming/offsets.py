"""The offset to poll with: it confirms to Telegram all that is done, and nothing that a kill could lose.

Telegram takes everything below an offset for done, so the offset is the lowest number that is still in hand;
what comes again meanwhile is known. A poll brings no more than `WINDOW` updates from there on: so that the
others' come, what is slow is *put aside*, kept on disk, sealed, until it is done.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.incoming.queues import ChatQueues
from bot.outgoing.errors import JSONDict

log = logging.getLogger(__name__)

WINDOW = 100
"""Updates that one poll brings, at most."""
MOST = 1_000
"""Updates in hand from which on no more are put aside: Telegram keeps the rest."""

PutAside = Callable[[Mapping[int, JSONDict]], Awaitable[bool]]
"""Keeps updates, by their numbers, where a hard kill can't reach them; says whether that was done."""


class Offsets:
    """Knows up to which number all updates are done or kept safe."""

    def __init__(self, queues: ChatQueues, put_aside: PutAside) -> None:
        self._queues = queues
        self._put_aside = put_aside
        self.aside: set[int] = set()
        """Numbers in hand that the offset may go past: this process or an earlier one has put them aside."""
        self._next = 0
        """One past the last number that was taken; after a quiet week Telegram starts anew, perhaps lower."""
        self._taken: dict[int, JSONDict] = {}
        """What was taken and may come again."""

    @property
    def lowest(self) -> int:
        """The lowest number that is neither done nor kept safe, or else the next one; 0 before the first."""
        return min(self._queues.in_hand.keys() - self.aside, default=self._next)

    @property
    def is_clear(self) -> bool:
        """Whether everything that was taken is done or kept safe, so that a poll brings only what is new."""
        return self._queues.in_hand.keys() <= self.aside

    def add(self, number: int, item: JSONDict) -> None:
        """Hear that an update is taken, or passed over."""
        self._taken[number] = item
        self._next = number + 1

    def knows(self, number: int) -> bool:
        """Say whether an update was taken before."""
        return number in self._taken

    async def for_next_poll(self) -> int:
        """Return the offset of a poll, and forget what no poll from now on can bring again."""
        in_hand = self._queues.in_hand.keys()
        self.aside &= in_hand
        if self._next - self.lowest > WINDOW // 2 and len(in_hand) < MOST:
            slow = sorted(in_hand - self.aside)
            if await self._put_aside({number: self._taken[number] for number in slow}):
                self.aside.update(slow)
            else:
                log.warning("a slow chat holds up the others, for what it waits for can't be kept on disk")
        lowest = self.lowest
        self._taken = {n: item for n, item in self._taken.items() if n >= lowest or n in in_hand}
        return lowest
