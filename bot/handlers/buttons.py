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
from bot.storage import DatabaseDownError

log = logging.getLogger(__name__)


def handlers(chats: Chats, votes: Votes, sharing: Sharing) -> list[Handler]:
    """Return the handler of all taps: each is answered, whatever its data."""

    async def tap(update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        if query.data and votes.has(query.data) and isinstance(query.message, Message):
            await _vote(query, query.message, query.data, votes)
            return
        await end_spinner(query)
        if not isinstance(query.message, Message):
            return
        if query.data and sharing.has(query.data):
            await sharing.tap(query.message, query.data)
        else:
            await chats.open(query.message, target_of(query.data), in_place=is_pick(query.data))

    return [CallbackQueryHandler(tap)]


async def end_spinner(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a tap, with a text or nothing: until then it spins. Telegram refuses to hear of an old one."""
    try:
        await query.answer(text, show_alert=True if text else None)
    except TelegramError as error:
        log.info("a tap was not answered (%s)", type(error).__name__)


async def _vote(query: CallbackQuery, message: Message, data: str, votes: Votes) -> None:
    """Count a vote, and show it under the answer; if it can't be counted, say so."""
    try:
        vote = await votes.cast(message, data)
    except DatabaseDownError:
        await end_spinner(query, votes.sorry)
        return
    await end_spinner(query)
    if message.reply_markup:
        await message.edit_reply_markup(marked(message.reply_markup, vote))
