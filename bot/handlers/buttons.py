"""Taps on the buttons under a message."""

import logging

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler

from bot.handlers.chats import Chats
from bot.handlers.messages import Context, Handler
from bot.handlers.rendering import is_pick, target_of
from bot.handlers.sharing import Sharing
from bot.handlers.votes import Votes, marked

log = logging.getLogger(__name__)


def handlers(chats: Chats, votes: Votes, sharing: Sharing) -> list[Handler]:
    """Return the handler of all taps: each is answered, whatever its data."""

    async def tap(update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        await end_spinner(query)
        if not isinstance(query.message, Message):
            return
        if query.data and votes.has(query.data):
            await _vote(query.message, query.data, votes)
        elif query.data and sharing.has(query.data):
            await sharing.tap(query.message, query.data)
        else:
            await chats.open(query.message, target_of(query.data), in_place=is_pick(query.data))

    return [CallbackQueryHandler(tap)]


async def end_spinner(query: CallbackQuery) -> None:
    """Answer a tap with nothing: until then Telegram shows a spinner. It refuses to hear of an old one."""
    try:
        await query.answer()
    except TelegramError as error:
        log.info("a tap was not answered (%s)", type(error).__name__)


async def _vote(message: Message, data: str, votes: Votes) -> None:
    """Count a vote, and show it under the answer."""
    vote = votes.cast(message, data)
    if message.reply_markup:
        await message.edit_reply_markup(marked(message.reply_markup, vote))
