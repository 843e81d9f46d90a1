"""Sends a `Reply` as the answer to a message, and writes it anew where the question was changed."""

import asyncio
import contextlib
from types import TracebackType
from typing import Any

from telegram import InlineKeyboardButton, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.conversation import Reply
from bot.handlers.observer import Observer
from bot.handlers.rendering import html, is_below_the_chat, markup_of

TYPING_SECONDS = 0.3
"""How long a reply may take before the person is shown that one is being written."""
NOT_MODIFIED = "message is not modified"
"""How Telegram refuses to write what already stands there."""
NO_PREVIEW = {"is_disabled": True}


class Sender:
    """Sends replies, and tells what was sent."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    async def send(
        self, message: Message, reply: Reply, below: InlineKeyboardButton | None = None
    ) -> int | None:
        """Send `reply` into the chat (and topic) of `message`; return its number if it can be changed.

        One that sets the keyboard below the chat can't. With a button `below` it answers `message` itself, so
        that a tap brings that along.
        """
        request = _content(reply, message, below)
        if message.is_topic_message:
            request["message_thread_id"] = message.message_thread_id
        if below or message.chat.type != message.chat.PRIVATE:
            request["reply_parameters"] = {
                "message_id": message.message_id, "allow_sending_without_reply": True,
            }  # fmt: skip
        with _Typing(message):
            sent = await message.get_bot().do_api_request("sendMessage", request)
        self._observer.replied(reply)
        can_change = isinstance(sent, dict) and not is_below_the_chat(request.get("reply_markup"))
        return sent["message_id"] if can_change else None

    async def rewrite(
        self, message: Message, number: int, reply: Reply, below: InlineKeyboardButton | None = None
    ) -> int | None:
        """Write `reply` in the place of a message of the bot in the chat of `message`.

        Sends it anew where that message is gone, or too old to be changed. Returns the number as `send` does.
        """
        request = _content(reply, message, below) | {"message_id": number}
        if is_below_the_chat(request.get("reply_markup")):
            # Only a new message can change that keyboard.
            del request["reply_markup"]
        try:
            await message.get_bot().do_api_request("editMessageText", request)
        except BadRequest as error:
            # Whoever mends a typo gets the same answer again, and whoever taps twice.
            if NOT_MODIFIED not in error.message.casefold():
                return await self.send(message, reply, below)
        else:
            self._observer.replied(reply)
        return number


def _content(reply: Reply, message: Message, below: InlineKeyboardButton | None) -> dict[str, Any]:
    content = {
        "chat_id": message.chat_id,
        "text": html(reply),
        "parse_mode": ParseMode.HTML.value,
        "link_preview_options": NO_PREVIEW,
    }
    if markup := markup_of(reply, below, with_keyboard=message.chat.type == message.chat.PRIVATE):
        content["reply_markup"] = markup
    return content


class _Typing:
    """Shows that a reply is being written, if what is done meanwhile takes long."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._showing: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        # A timer, and no task that sleeps: hardly any reply takes long.
        self._later = asyncio.get_running_loop().call_later(TYPING_SECONDS, self._show)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._later.cancel()
        if self._showing:
            self._showing.cancel()

    def _show(self) -> None:
        self._showing = asyncio.create_task(_show_typing(self._message))


async def _show_typing(message: Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)
