"""Taps on the buttons under a message."""

import logging

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler

from bot.conversation import Conversation
from bot.handlers.messages import Context, Handler
from bot.handlers.rendering import target_of
from bot.handlers.sending import Sender

log = logging.getLogger(__name__)


def handlers(conversation: Conversation, sender: Sender) -> list[Handler]:
    """Return the handler of all taps: each is answered, whatever its data."""

    async def tap(update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        # Telegram shows a spinner until the tap is answered, and refuses to hear of an old one.
        try:
            await query.answer()
        except TelegramError as error:
            log.info("a tap was not answered (%s)", type(error).__name__)
        if isinstance(query.message, Message):
            await sender.send(query.message, conversation.tap(target_of(query.data)))

    return [CallbackQueryHandler(tap)]
