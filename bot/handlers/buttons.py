"""Taps on the buttons under a message, and thumbs as reactions to it, which count like those below it.

Telegram tells a bot of reactions in its private chats, and of those in a group where it is an administrator.
"""

import contextlib
import logging

from telegram import CallbackQuery, Message, MessageReactionUpdated, ReactionTypeEmoji, Update
from telegram.constants import ReactionEmoji
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, MessageReactionHandler

from bot.handlers.chats import Chats
from bot.handlers.messages import CallbackContext, Handler
from bot.handlers.rendering import is_pick, target_of
from bot.handlers.sharing import Sharing
from bot.handlers.votes import Votes, marked
from bot.storage import DatabaseDownError

log = logging.getLogger(__name__)

VALUES = {ReactionEmoji.THUMBS_UP.value: "up", ReactionEmoji.THUMBS_DOWN.value: "down"}
"""Reactions that are votes."""


def handlers(chats: Chats, votes: Votes, sharing: Sharing) -> list[Handler]:
    """Return the handler of all taps: each is answered, whatever its data."""

    async def tap(update: Update, _: CallbackContext) -> None:
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


def reactions(votes: Votes) -> list[Handler]:
    """Return the handler of reactions. Nothing is sent: whoever is in a crisis gets no thumb for it."""

    async def react(update: Update, _: CallbackContext) -> None:
        if update.message_reaction:
            # There is no way to say sorry without a message.
            with contextlib.suppress(DatabaseDownError):
                await votes.react(*_vote_of(update.message_reaction))

    return [MessageReactionHandler(react)]


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


def _vote_of(reaction: MessageReactionUpdated) -> tuple[int, int, str]:
    """Return the chat, the message, and `up`, `down` or nothing."""
    emojis = (one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji))
    value = next((VALUES[emoji] for emoji in emojis if emoji in VALUES), "")
    return reaction.chat.id, reaction.message_id, value
