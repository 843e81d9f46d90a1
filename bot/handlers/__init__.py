"""What each kind of Telegram update does: unpack it, ask the conversation, send the reply."""

from typing import Any

from telegram.ext import Application

from bot.conversation import Conversation
from bot.handlers import buttons, groups, inline, messages, reactions
from bot.handlers.chats import Chats
from bot.handlers.errors import ErrorHandler
from bot.handlers.flood_control import PER_MINUTE, FloodControl
from bot.handlers.observer import Observer
from bot.handlers.sender import Sender
from bot.handlers.votes import Votes
from bot.storage import Store

UPDATES = ("message", "edited_message", "callback_query", "inline_query", "message_reaction")
"""The kinds of update that have a handler: what Telegram is asked for."""


def register(
    application: "Application[Any, Any, Any, Any, Any, Any]",
    conversation: Conversation,
    observer: Observer,
    per_minute: int = PER_MINUTE,
    store: Store | None = None,
) -> None:
    """Add every handler to the application, behind flood control.

    `observer` hears what becomes of messages; `per_minute` is how many of one person are answered; without a
    store, what is kept of chats and thumbs is kept in memory only.
    """
    sender = Sender(observer)
    flood = FloodControl(conversation, sender, observer, per_minute)
    votes = Votes(conversation, observer, store.votes if store else None)
    chats = Chats(conversation, sender, votes, store.chats if store else None)
    handlers = [
        *messages.handlers(chats),
        *buttons.handlers(chats, votes),
        *groups.handlers(chats),
    ]
    for handler in handlers:
        handler.callback = flood.limit(handler.callback)
    # Inline questions come with every letter that is typed: the limit would be reached at the sixth.
    # Reactions get no reply.
    application.add_handlers([*handlers, *inline.handlers(conversation), *reactions.handlers(votes)])
    application.add_error_handler(ErrorHandler(conversation, sender, observer))


__all__ = ["PER_MINUTE", "UPDATES", "Observer", "register"]
