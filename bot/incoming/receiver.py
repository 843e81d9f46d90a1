"""Where updates come in, from either source: known ones and unreadable ones go no further.

The task that `receive` returns ends when the update was answered: only then may it be acknowledged.
"""

import asyncio
import logging
import time
from typing import Any

from telegram import Update

from bot.incoming.application import App
from bot.incoming.queues import ChatQueues
from bot.incoming.update_key import identity
from bot.incoming.updates import parse
from bot.operations.metrics import Metrics
from bot.storage import Parked, Seen

log = logging.getLogger(__name__)

Handling = asyncio.Task[float | None]


class Intake:
    """Receives updates as Telegram sends them and hands them to the queues."""

    def __init__(
        self,
        application: App,
        queues: ChatQueues,
        *,
        seen: Seen,
        metrics: Metrics,
        parked: Parked | None = None,
    ) -> None:
        self._application = application
        self._queues = queues
        self._seen = seen
        self._metrics = metrics
        self._parked = parked
        metrics.watch("in_hand", "Updates taken and not done", lambda: len(queues))
        metrics.watch("waiting", "Updates taken that wait for their turn", lambda: queues.waiting)

    def receive(self, item: dict[str, Any]) -> Handling | None:
        """Take an update in; None if there is nothing to do for it: it was answered, or can't be read."""
        number = item.get("update_id")
        if isinstance(number, int) and (handling := self._queues.task_of(number)):
            return handling
        update = self.read(item)
        if update is None:
            return None
        if identity(update) in self._seen:
            self._metrics.update("known")
            return None
        return self.hand_over(item, update, self._queues.take(update))

    def read(self, item: dict[str, Any]) -> Update | None:
        """Return an update, or None for one that can't be read."""
        update = parse(item, self._application)
        if update is None:
            self._metrics.update("unreadable")
        return update

    def hand_over(self, item: dict[str, Any], update: Update, handling: Handling) -> Handling:
        """See to it that an update is held until it is done, and timed."""
        begun = time.monotonic()
        if self._parked:
            self._parked.hold(item)

        def finish(handling: Handling) -> None:
            if handling.cancelled():
                return
            seconds = time.monotonic() - begun
            self._metrics.took(seconds)
            log.debug("update %d took %d ms", update.update_id, seconds * 1000)
            if self._parked:
                self._parked.release(update.update_id)

        handling.add_done_callback(finish)
        return handling
