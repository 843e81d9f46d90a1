"""From an update as Telegram sends it to python-telegram-bot's, one by one: a bad one holds up no other."""

import hashlib
import logging
from typing import Any

from telegram import Update

from bot.incoming.application import App

log = logging.getLogger(__name__)

DIGEST_BYTES = 7
"""Of a key: enough that no two updates of a day have the same."""


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


def key_of(update: Update) -> int:
    """Return what tells an update from all others: made of its numbers and its time, of no words.

    Its own number alone would do with Telegram itself. A test server, or a Bot API server that was set up
    anew, may use one again for another question, and that must not pass for answered.
    """
    message, query = update.effective_message, update.callback_query
    parts = (
        update.update_id,
        query.id if query else "",
        message.message_id if message else "",
        message.date.timestamp() if message else "",
    )
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=DIGEST_BYTES).digest()
    return int.from_bytes(digest, "big")


def queue_of(update: Update) -> int:
    """Return the number of the chat, or of the person, whose updates are handled in order."""
    owner = update.effective_chat or update.effective_user
    return owner.id if owner else -update.update_id
