"""Messages in private chats: text, commands, changed ones, and everything that can't be read."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.handlers.chats import Chats, text_of

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]
Act = Callable[[Message], Coroutine[Any, Any, None]]

_PRIVATE = filters.ChatType.PRIVATE & ~filters.VIA_BOT
_NEW = _PRIVATE & filters.UpdateType.MESSAGE
_CHANGED = _PRIVATE & filters.UpdateType.EDITED_MESSAGE
_WRITTEN = filters.TEXT | filters.CAPTION
# Asked last and only of what has no text: it is made of forty filters.
_NOT_WRITTEN_BY_TELEGRAM = ~filters.StatusUpdate.ALL


def handlers(chats: Chats) -> list[Handler]:
    """Return the handlers of all messages in private chats; the first that fits takes a message."""

    async def text(update: Update, _: Context) -> None:
        if message := from_a_person(update):
            await chats.answer(message, text_of(update))

    async def changed(update: Update, _: Context) -> None:
        if message := from_a_person(update):
            await chats.answer_anew(message, text_of(update))

    async def other(update: Update, _: Context) -> None:
        if message := from_a_person(update):
            await chats.turn_away(message)

    return [
        MessageHandler(_NEW & _WRITTEN, text),
        MessageHandler(_CHANGED & _WRITTEN, changed),
        MessageHandler(_NEW & _NOT_WRITTEN_BY_TELEGRAM, other),
    ]


def from_a_person(update: Update) -> Message | None:
    """Return the message of an update unless a bot wrote it, or Telegram passed it on from a channel."""
    message = update.effective_message
    if message is None or message.is_automatic_forward:
        return None
    return None if message.from_user and message.from_user.is_bot else message
