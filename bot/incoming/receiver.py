"""Where updates come in, from either source; read one by one, so that a bad one holds up no other."""

import logging
import time

from telegram import Bot, Update

from bot.incoming.application import Services
from bot.incoming.queues import ChatQueues, Handling
from bot.outgoing.errors import JSONDict

log = logging.getLogger(__name__)


def is_update(item: object) -> bool:
    """Say whether this has the shape of an update: a mapping with a number."""
    return isinstance(item, dict) and type(item.get("update_id")) is int


def parse(item: JSONDict, bot: Bot) -> Update | None:
    """Return an update; None for one that can't be parsed, or lacks ids or times that all else relies on."""
    try:
        update = Update.de_json(item, bot)
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
        self._bot, self._metrics = services.application.bot, services.metrics
        self._queues = queues
        self._metrics.watch("in_hand", "Updates taken and not done", lambda: len(queues.in_hand))

    def receive(self, item: JSONDict) -> Handling | None:
        """Take an update in, once; return the task that ends when it was answered; None if unreadable."""
        if is_update(item) and (handling := self._queues.in_hand.get(item["update_id"])):
            return handling
        update = parse(item, self._bot)
        if update is None:
            self._metrics.count("updates", "unreadable")
            return None
        begun = time.monotonic()
        handling = self._queues.take(update)
        handling.add_done_callback(lambda _: self._metrics.took(time.monotonic() - begun))
        return handling
