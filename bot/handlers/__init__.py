"""What each kind of Telegram update does: unpack it, ask the conversation, send the reply."""

from typing import Any

from telegram.ext import Application

from bot.conversation import Conversation
from bot.handlers import buttons, messages
from bot.handlers.errors import ErrorHandler

UPDATES = ("message", "callback_query")
"""The kinds of update that have a handler: what Telegram is asked for."""


def register(application: "Application[Any, Any, Any, Any, Any, Any]", conversation: Conversation) -> None:
    """Add every handler to the application."""
    application.add_handlers([*messages.handlers(conversation), *buttons.handlers(conversation)])
    application.add_error_handler(ErrorHandler(conversation))


__all__ = ["UPDATES", "register"]
