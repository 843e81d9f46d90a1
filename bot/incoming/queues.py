"""The updates that are being handled: each chat's in their order, the chats side by side."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable

from telegram import Update

log = logging.getLogger(__name__)

CHATS_AT_ONCE = 32
"""Chats that are answered side by side; the connection pool has more places."""

Handling = asyncio.Task[float | None]
Process = Callable[[Update], Awaitable[float | None]]
"""Handles an update; returns None once it is done, or else the seconds until it is worth another try."""


def queue_of(update: Update) -> int:
    """Return the number of the chat, or of the person, whose updates are handled in order."""
    owner = update.effective_chat or update.effective_user
    return owner.id if owner else -update.update_id


class ChatQueues:
    """Hands updates to `process`, and knows which of them are not done.

    One that is to be tried again later gives its place to another chat; the rest of its own waits behind it.
    """

    def __init__(self, process: Process, *, tries_again: bool = True) -> None:
        """Have `process` try again by itself, or leave that to whoever brings updates (a webhook)."""
        self._process = process
        self._tries_again = tries_again
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)
        self.in_hand: dict[int, Handling] = {}
        """By number, what handles the updates that were taken and are not done."""
        self._last_of_chat: dict[int, Handling] = {}
        self._idle_until: dict[int, float] = {}
        """When those that pause go on, in seconds of the monotonic clock."""
        self._changed = asyncio.Event()
        """Set when what `settle` waits for may have come: all is done, or what is left pauses."""

    def take(self, update: Update) -> Handling:
        """Handle an update after those of its chat; the task returns what `process` does."""
        number, chat = update.update_id, queue_of(update)
        task = asyncio.create_task(self._handle(update, self._last_of_chat.get(chat)))
        self.in_hand[number] = self._last_of_chat[chat] = task
        task.add_done_callback(lambda done: self._finish(number, chat, done))
        return task

    async def settle(self, seconds: float) -> None:
        """Wait until everything is done, at most so long; not for what pauses for longer than that."""
        deadline = time.monotonic() + seconds
        while self._moves_before(deadline) and (left := deadline - time.monotonic()) > 0:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left)

    async def drop(self) -> None:
        """Give up what is not done: it stays unconfirmed and comes again."""
        tasks = list(self.in_hand.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _moves_before(self, deadline: float) -> bool:
        """Say whether any chat's next update is being handled, or will be before the deadline."""
        return len(self._last_of_chat) > sum(until > deadline for until in self._idle_until.values())

    async def _handle(self, update: Update, before: Handling | None) -> float | None:
        if before:
            await asyncio.wait({before})
        while True:
            async with self._places:
                pause = await self._process(update)
            if pause is None or not self._tries_again:
                return pause
            self._idle_until[update.update_id] = time.monotonic() + pause
            self._changed.set()
            await asyncio.sleep(pause)
            del self._idle_until[update.update_id]

    def _finish(self, number: int, chat: int, task: Handling) -> None:
        del self.in_hand[number]
        self._idle_until.pop(number, None)
        if self._last_of_chat.get(chat) is task:
            del self._last_of_chat[chat]
        if not self.in_hand or self._idle_until:
            self._changed.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("update %d failed beyond the error handler (%s)", number, type(error).__name__)
