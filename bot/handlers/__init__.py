"""What each kind of Telegram update does: unpack it, ask the conversation, send the reply."""

from typing import Any

from telegram.ext import Application

from bot.handlers import buttons, groups, inline, messages
from bot.handlers.chats import Chats
from bot.handlers.errors import ErrorHandler
from bot.handlers.flood_control import PER_MINUTE, FloodControl
from bot.handlers.live import Live
from bot.handlers.observer import Observer
from bot.handlers.sender import Sender
from bot.handlers.sharing import Sharing
from bot.handlers.votes import Votes
from bot.storage import Store

UPDATES = ("message", "edited_message", "callback_query", "inline_query", "message_reaction")
"""The kinds of update that have a handler: what Telegram is asked for."""


def register(
    application: "Application[Any, Any, Any, Any, Any, Any]",
    live: Live,
    observer: Observer,
    store: Store,
    per_minute: int = PER_MINUTE,
) -> None:
    """Add every handler to the application, behind flood control.

    `observer` hears what becomes of messages, `store` keeps what is kept; `per_minute` is how many messages
    of one person are answered.
    """
    sender = Sender(observer)
    flood = FloodControl(live, sender, observer, per_minute)
    votes = Votes(live, observer, store.votes)
    sharing = Sharing(live, sender, store.feedback)
    chats = Chats(live, sender, votes, sharing, store.chats)
    handlers = [
        *messages.handlers(chats),
        *buttons.handlers(chats, votes, sharing),
        *groups.handlers(chats),
    ]
    for handler in handlers:
        handler.callback = flood.limit(handler.callback)
    # Inline questions come with every letter that is typed: the limit would be reached at the sixth.
    # Reactions get no reply.
    application.add_handlers([*handlers, *inline.handlers(live), *buttons.reactions(votes)])
    application.add_error_handler(ErrorHandler(live, sender, observer))


__all__ = ["PER_MINUTE", "UPDATES", "Observer", "register"]
