"""Messages in private chats: text, commands, changed ones, and everything that can't be read."""

from collections.abc import Callable
from operator import attrgetter

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.handlers.chats import Chats, text_of

CallbackContext = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, CallbackContext, None]


class _Private(filters.UpdateFilter):
    """Lets pass what a person wrote or sent in a private chat, with words or without.

    One filter for what would be six of python-telegram-bot's, joined by five more: every message is asked.
    """

    def __init__(self, message_of: Callable[[Update], Message | None], *, with_words: bool) -> None:
        super().__init__()
        self._message_of = message_of
        self._with_words = with_words

    def filter(self, update: Update) -> bool:
        message = self._message_of(update)
        if message is None or message.chat.type != message.chat.PRIVATE or not is_from_a_person(message):
            return False
        return bool(text_of(message)) is self._with_words


_NEW, _CHANGED = attrgetter("message"), attrgetter("edited_message")
# Asked last and only of what has no text: it is made of forty filters.
_NOT_WRITTEN_BY_TELEGRAM = ~filters.StatusUpdate.ALL


def handlers(chats: Chats) -> list[Handler]:
    """Return the handlers of all messages in private chats; the first that fits takes a message."""

    async def text(update: Update, _: CallbackContext) -> None:
        if message := update.effective_message:
            await chats.answer(message, text_of(message))

    async def changed(update: Update, _: CallbackContext) -> None:
        if message := update.effective_message:
            await chats.answer_anew(message, text_of(message))

    async def other(update: Update, _: CallbackContext) -> None:
        if message := update.effective_message:
            await chats.turn_away(message)

    return [
        MessageHandler(_Private(_NEW, with_words=True), text),
        MessageHandler(_Private(_CHANGED, with_words=True), changed),
        MessageHandler(_Private(_NEW, with_words=False) & _NOT_WRITTEN_BY_TELEGRAM, other),
    ]


def is_from_a_person(message: Message) -> bool:
    """Say whether a person wrote a message, and no bot, nor Telegram, which passes on a channel's posts.

    An administrator who stays anonymous, and whoever writes as a channel, is a person behind a bot of
    Telegram's: `sender_chat` tells.
    """
    if message.is_automatic_forward or message.via_bot:
        return False
    return bool(message.sender_chat) or not (message.from_user and message.from_user.is_bot)
