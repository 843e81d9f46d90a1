"""Messages of a person: text, commands, and everything that can't be read."""

from collections import deque

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation import Conversation, Reply
from bot.handlers.sending import Sender

ALBUMS = 1_000
"""Albums that are remembered: an album is many messages, and gets one reply."""

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]

_FROM_A_PERSON = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.VIA_BOT
# Asked last and only of what has no text: it is made of forty filters.
_NOT_WRITTEN_BY_TELEGRAM = ~filters.StatusUpdate.ALL


def handlers(conversation: Conversation, sender: Sender) -> list[Handler]:
    """Return the handlers of all messages; the first that fits takes a message."""

    async def reply(update: Update, reply: Reply) -> None:
        if update.message and not (update.message.from_user and update.message.from_user.is_bot):
            await sender.send(update.message, reply)

    async def command(update: Update, _: Context) -> None:
        await reply(update, conversation.command(_text(update)))

    async def text(update: Update, _: Context) -> None:
        await reply(update, conversation.reply_to(_text(update)))

    albums: deque[str] = deque(maxlen=ALBUMS)

    async def other(update: Update, _: Context) -> None:
        album = update.message.media_group_id if update.message else None
        if album is None or album not in albums:
            await reply(update, conversation.unsupported())
        if album:
            albums.append(album)

    return [
        MessageHandler(_FROM_A_PERSON & filters.COMMAND, command),
        MessageHandler(_FROM_A_PERSON & (filters.TEXT | filters.CAPTION), text),
        MessageHandler(_FROM_A_PERSON & _NOT_WRITTEN_BY_TELEGRAM, other),
    ]


def _text(update: Update) -> str:
    message = update.message
    return (message.text or message.caption or "") if message else ""
