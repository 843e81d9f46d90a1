"""What happens when handling an update fails: one clean log line, and an apology where it can be read."""

import logging

from telegram import Message, Update
from telegram.error import Forbidden, TelegramError

from bot.handlers.live import Live
from bot.handlers.messages import CallbackContext
from bot.handlers.observer import Observer
from bot.handlers.sender import Sender

log = logging.getLogger(__name__)


class ErrorHandler:
    """Logs the class of an error, never its text, which may quote a person or hold the token."""

    def __init__(self, live: Live, sender: Sender, observer: Observer) -> None:
        self._live = live
        self._sender = sender
        self._observer = observer

    async def __call__(self, update: object, context: CallbackContext) -> None:
        """Log the error, and apologise unless it was Telegram that failed."""
        number = update.update_id if isinstance(update, Update) else "none"
        if isinstance(context.error, Forbidden):
            log.info("update %s: the bot may not write there, its reply is dropped", number)
            self._observer.count("dropped")
            return
        self._observer.count("failures", type(context.error).__name__)
        log.error("update %s failed", number, exc_info=context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if isinstance(context.error, TelegramError) or not isinstance(message, Message):
            return
        try:
            await self._sender.send(message, self._live.conversation.compose.apology())
        except TelegramError as error:
            log.warning("the apology for update %s was not sent (%s)", number, type(error).__name__)
