"""Messages in groups: the bot answers those that are meant for it, and keeps out of all others."""

from telegram import Bot, Message, MessageEntity, Update
from telegram.ext import MessageHandler, filters

from bot.conversation import ASK, Command
from bot.handlers.chats import Chats, text_of
from bot.handlers.messages import CallbackContext, Handler, is_from_a_person

CALLS = {MessageEntity.MENTION, MessageEntity.BOT_COMMAND}
"""Where the bot's name may stand in a text: `@b12bot`, `please /ask@b12bot`."""
HELP = "/help"
"""What somebody asks who only calls the bot."""


class _ForTheBot(filters.MessageFilter):
    """Lets pass what a person means for the bot. A filter: what else is said uses up nobody's allowance."""

    def filter(self, message: Message) -> bool:
        return question_to_the_bot(message) is not None and is_from_a_person(message)


_NEW_OR_CHANGED = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
_IN_A_GROUP = filters.ChatType.GROUPS & _NEW_OR_CHANGED
_ASKED = _IN_A_GROUP & (filters.TEXT | filters.CAPTION) & _ForTheBot()


def handlers(chats: Chats) -> list[Handler]:
    """Return the handler of messages in groups."""

    async def group(update: Update, _: CallbackContext) -> None:
        message = update.effective_message
        if message and (question := question_to_the_bot(message)):
            await (chats.answer_anew if update.edited_message else chats.answer)(message, question)

    return [MessageHandler(_ASKED, group)]


def question_to_the_bot(message: Message) -> str | None:
    """Return what a message in a group asks the bot, or None if it is not meant for the bot.

    `/ask …`, a text with the bot's name, behind a command or not, and a reply to a message of it are.
    """
    text, bot = text_of(message), message.get_bot()
    name = bot.username.casefold()
    if command := Command.of(text):
        is_ours = command.bot == name if command.bot else command.name == ASK or _is_reply_to(bot, message)
        return text if is_ours else None
    for entity in (*message.entities, *message.caption_entities):
        words = message.parse_entity(entity) if message.text else message.parse_caption_entity(entity)
        if entity.type in CALLS and words.casefold().endswith(f"@{name}"):
            return text.replace(words, words.partition("@")[0]).strip() or HELP
    return text if _is_reply_to(bot, message) else None


def _is_reply_to(bot: Bot, message: Message) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
