"""From an update as Telegram sends it to python-telegram-bot's, one by one: a bad one holds up no other."""

import logging
from typing import Any

from telegram import Bot, Message, Update

from bot.incoming.application import App

log = logging.getLogger(__name__)

PLAIN = {"update_id", "message"}
"""What the updates have that come all the time."""


class _Unguarded:
    """Lets attributes be set, as those of any object.

    python-telegram-bot guards them by a method in Python, called for each of a hundred: nearly half of the
    time that an update takes to be read.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__


class _Message(_Unguarded, Message):
    __slots__ = ()


class _Update(_Unguarded, Update):
    __slots__ = ()


def is_update(item: object) -> bool:
    """Say whether this has the shape of an update: a mapping with a number."""
    return isinstance(item, dict) and type(item.get("update_id")) is int


def parse(item: dict[str, Any], application: App) -> Update | None:
    """Return an update, or None for one that can't be parsed; of that one only its number is logged."""
    try:
        update = _update(item, application.bot)
        # Handlers rely on it, and Telegram always sends it.
        _ = [message.chat.id for message in (update.message, update.effective_message) if message]
    except Exception as error:  # noqa: BLE001 - whatever it is, the other updates must be answered
        number = item.get("update_id") if is_update(item) else "without a number"
        log.error("update %s can't be parsed (%s), passing over it", number, type(error).__name__)  # noqa: TRY400 - its text may quote the person
        return None
    return update


def _update(item: dict[str, Any], bot: Bot) -> Update:
    if item.keys() != PLAIN:
        return Update.de_json(item, bot)
    # It looks for all other kinds, one by one.
    update = _Update(item["update_id"], message=_Message.de_json(item["message"], bot))
    update.set_bot(bot)
    return update
