"""Sends a `Reply` as the answer to a message."""

from telegram import Message
from telegram.constants import ParseMode

from bot.conversation import Reply
from bot.handlers.observer import Observer
from bot.handlers.rendering import html, markup_of

NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


class Sender:
    """Sends replies, and tells what was sent."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    async def send(self, message: Message, reply: Reply) -> None:
        """Send `reply` into the chat (and the topic) of `message`."""
        # Buttons go as Telegram has them: the same few are sent over and over, and are made only once.
        await message.reply_text(
            html(reply), parse_mode=ParseMode.HTML, api_kwargs=NO_PREVIEW | markup_of(reply)
        )
        self._observer.replied(reply)
