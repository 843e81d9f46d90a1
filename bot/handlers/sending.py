"""Sends a `Reply` as the answer to a message."""

from telegram import LinkPreviewOptions, Message
from telegram.constants import ParseMode

from bot.conversation import Reply
from bot.handlers.rendering import html, markup


async def send(message: Message, reply: Reply) -> None:
    """Send `reply` into the chat (and the topic) of `message`."""
    await message.reply_text(
        html(reply),
        parse_mode=ParseMode.HTML,
        reply_markup=markup(reply),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
