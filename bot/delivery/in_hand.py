"""The updates that are being handled: each chat's in their order, the chats side by side.

Telegram confirms updates by number: everything below an offset is done with. The offset to ask with is
therefore the lowest number that is still in hand, and what comes again meanwhile is known and passed over.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Update

log = logging.getLogger(__name__)

CHATS_AT_ONCE = 32
"""Chats that are answered side by side; the connection pool has more places."""

WINDOW = 100
"""Updates that one poll brings, at most."""

Process = Callable[[Update], Awaitable[None]]


class InHand:
    """Takes updates, and knows which of them are done."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._last_of_chat: dict[int, asyncio.Task[None]] = {}
        self._next = 0
        """One past the last number that was taken; after a quiet week Telegram starts anew, perhaps lower."""
        self._taken: set[int] = set()
        """Numbers that were taken and may come again."""

    @property
    def lowest(self) -> int:
        """The lowest number that is not done, or else the next one; 0 before the first update."""
        return min(self._tasks, default=self._next)

    def begin_poll(self) -> int:
        """Return the offset of a poll, and forget what no poll from now on can bring again.

        A poll brings at most `WINDOW` updates, counted from the offset. With so many behind one slow chat,
        the offset goes past it: a hard kill may then lose what that chat waits for, but no other waits.
        """
        lowest = self.lowest
        self._taken = {number for number in self._taken if number >= lowest}
        return self._next if self._next - lowest >= WINDOW else lowest

    @property
    def is_empty(self) -> bool:
        """Whether everything that was taken is done."""
        return not self._tasks

    def pass_over(self, number: int) -> None:
        """Count an update as done without handling it."""
        self._taken.add(number)
        self._next = number + 1

    def take(self, update: Update) -> None:
        """Handle an update after those of its chat that were taken before."""
        number = update.update_id
        chat = update.effective_chat.id if update.effective_chat else 0
        before = self._last_of_chat.get(chat)
        task = asyncio.create_task(self._handle(update, before))
        self.pass_over(number)
        self._tasks[number] = self._last_of_chat[chat] = task
        task.add_done_callback(lambda done: self._finish(number, chat, done))

    def knows(self, number: int) -> bool:
        """Say whether an update was taken before."""
        return number in self._taken

    async def settle(self, seconds: float) -> None:
        """Wait until everything is done, at most so long."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)

    async def drop(self) -> None:
        """Give up what is not done: it stays unconfirmed, and comes again."""
        tasks = list(self._tasks.items())
        for _, task in tasks:
            task.cancel()
        await asyncio.gather(*(task for _, task in tasks), return_exceptions=True)
        if tasks:
            self._next = min(number for number, _ in tasks)

    async def _handle(self, update: Update, before: "asyncio.Task[None] | None") -> None:
        if before:
            await asyncio.wait({before})
        async with self._places:
            await self._process(update)

    def _finish(self, number: int, chat: int, task: "asyncio.Task[None]") -> None:
        del self._tasks[number]
        if self._last_of_chat.get(chat) is task:
            del self._last_of_chat[chat]
        if not task.cancelled() and (error := task.exception()):
            log.error("update %d failed beyond the error handler (%s)", number, type(error).__name__)
