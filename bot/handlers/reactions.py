"""Thumbs as reactions to an answer: they count like those below it.

Telegram tells a bot of reactions in its private chats, and of those in a group where it is an administrator.
"""

import contextlib

from telegram import MessageReactionUpdated, ReactionTypeEmoji, Update
from telegram.constants import ReactionEmoji
from telegram.ext import MessageReactionHandler

from bot.handlers.messages import Context, Handler
from bot.handlers.votes import Votes
from bot.storage import DatabaseDownError

VALUES = {ReactionEmoji.THUMBS_UP.value: "up", ReactionEmoji.THUMBS_DOWN.value: "down"}


def handlers(votes: Votes) -> list[Handler]:
    """Return the handler of reactions. Nothing is sent: whoever is in a crisis gets no thumb for it."""

    async def react(update: Update, _: Context) -> None:
        if update.message_reaction:
            # There is no way to say sorry without a message.
            with contextlib.suppress(DatabaseDownError):
                await votes.react(*_vote_of(update.message_reaction))

    return [MessageReactionHandler(react)]


def _vote_of(reaction: MessageReactionUpdated) -> tuple[int, int, str]:
    """Return the chat, the message, and `up`, `down` or nothing."""
    emojis = (one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji))
    value = next((VALUES[emoji] for emoji in emojis if emoji in VALUES), "")
    return reaction.chat.id, reaction.message_id, value
