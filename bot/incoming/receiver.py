"""Where updates come in, from either source: known ones and unreadable ones go no further.

They are read one by one, so that a bad one holds up no other. The task that `receive` returns ends when the
update was answered: only then may it be acknowledged.
"""

import logging
import time
from collections.abc import Collection
from typing import Any

from telegram import Update

from bot.incoming.application import App, Services
from bot.incoming.queues import ChatQueues, Handling

log = logging.getLogger(__name__)


def is_update(item: object) -> bool:
    """Say whether this has the shape of an update: a mapping with a number."""
    return isinstance(item, dict) and type(item.get("update_id")) is int


def parse(item: dict[str, Any], application: App) -> Update | None:
    """Return an update, or None for one that can't be parsed; of that one only its number is logged.

    Whatever the rest of the program relies on is looked at here: ids of chats and people, times.
    """
    try:
        update = Update.de_json(item, application.bot)
        owners = (update.effective_chat, update.effective_user)
        if not all(type(owner.id) is int for owner in owners if owner):
            raise TypeError  # noqa: TRY301 - an id that is no number is as bad as what can't be parsed
        if update.effective_message:
            update.effective_message.date.timestamp()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other updates must be answered
        number = item.get("update_id") if is_update(item) else "without a number"
        log.error("update %s can't be parsed (%s), passing over it", number, type(error).__name__)  # noqa: TRY400 - its text may quote the person
        return None
    return update


class Receiver:
    """Receives updates as Telegram sends them, and hands them to the queues."""

    def __init__(self, services: Services, queues: ChatQueues) -> None:
        self._application, self._metrics = services.application, services.metrics
        self._updates, self._seal = services.store.updates, services.seal
        self._queues = queues
        self._in_hand: dict[int, dict[str, Any]] = {}
        """As Telegram sent them, by number."""
        self._metrics.watch("in_hand", "Updates taken and not done", lambda: len(queues))
        self._metrics.watch("waiting", "Updates taken that wait for their turn", lambda: queues.waiting)

    def receive(self, item: dict[str, Any]) -> Handling | None:
        """Take an update in, or return what handles it already; None for one that can't be read."""
        number = item.get("update_id")
        if isinstance(number, int) and (handling := self._queues.task_of(number)):
            return handling
        update = parse(item, self._application)
        if update is None:
            self._metrics.count("updates", "unreadable")
            return None
        number, begun = update.update_id, time.monotonic()
        self._in_hand[number] = item

        def finish(handling: Handling) -> None:
            del self._in_hand[number]
            if not handling.cancelled():
                seconds = time.monotonic() - begun
                self._metrics.took(seconds)
                log.debug("update %d took %d ms", number, seconds * 1000)

        handling = self._queues.take(update)
        handling.add_done_callback(finish)
        return handling

    async def put_aside(self, numbers: Collection[int]) -> bool:
        """Keep updates in hand on disk, sealed; say whether they are safe from a hard kill."""
        return await self._updates.put_aside(
            {number: self._seal.close(self._in_hand[number]) for number in numbers if number in self._in_hand}
        )

    async def receive_aside(self) -> list[int]:
        """Take in what an earlier process had to leave behind; return the numbers.

        What can't be read is removed: another token sealed it, or it is spoilt.
        """
        received = []
        for number, sealed in (await self._updates.aside()).items():
            item = self._seal.open(sealed)
            if item and item.get("update_id") == number and self.receive(item):
                received.append(number)
            else:
                log.error("update %d that was put aside can't be read, removing it", number)
                await self._updates.drop_aside(number)
        return received
