"""Messages in groups: the bot answers those that are meant for it, and keeps out of all others."""

from telegram import Message, MessageEntity, Update
from telegram.ext import MessageHandler, filters

from bot.handlers.chats import Chats, text_of
from bot.handlers.messages import Context, Handler, from_a_person

ASK = "/ask"
"""The command that asks a question in a group."""


class _ForTheBot(filters.MessageFilter):
    """Lets pass what is meant for the bot. A filter, so that a group's chatter uses up nobody's allowance."""

    def filter(self, message: Message) -> bool:
        return question_to_the_bot(message, message.text or message.caption or "") is not None


_NEW_OR_CHANGED = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
_IN_A_GROUP = filters.ChatType.GROUPS & _NEW_OR_CHANGED & ~filters.VIA_BOT
_ASKED = _IN_A_GROUP & (filters.TEXT | filters.CAPTION) & _ForTheBot()


def handlers(chats: Chats) -> list[Handler]:
    """Return the handler of messages in groups."""

    async def group(update: Update, _: Context) -> None:
        message = from_a_person(update)
        if message and (question := question_to_the_bot(message, text_of(update))):
            await (chats.answer_anew if update.edited_message else chats.answer)(message, question)

    return [MessageHandler(_ASKED, group)]


def question_to_the_bot(message: Message, text: str) -> str | None:
    """Return what a message in a group asks the bot, or None if it is not meant for the bot.

    `/ask …`, a command with the bot's name, a text that mentions it, and a reply to a message of it are.
    """
    bot = message.get_bot()
    mention = f"@{bot.username}".casefold()
    first, _, rest = text.partition(" ")
    command, _, name = first.casefold().partition("@")
    if first.startswith("/"):
        is_ours = f"@{name}" == mention if name else command == ASK
        asked = rest.strip() or "/help" if command == ASK else text
        return asked if is_ours else None
    for entity in (*message.entities, *message.caption_entities):
        words = message.parse_entity(entity) if message.text else message.parse_caption_entity(entity)
        if entity.type == MessageEntity.MENTION and words.casefold() == mention:
            return text.replace(words, " ").strip() or "/help"
    answered = message.reply_to_message
    is_to_us = answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    return text if is_to_us else None
