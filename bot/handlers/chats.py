"""What is known of chats while the process lives: their contexts, and which reply a message has got."""

from collections import OrderedDict

from telegram import Message, Update

from bot.conversation import Context, Contexts, Conversation, Dialogue, Reply, Turn
from bot.handlers.sending import Sender

REMEMBERED = 10_000
"""Messages of which the reply is remembered, the latest."""


class Chats:
    """Answers messages in the context of their chat. Nothing of it is ever written to disk."""

    def __init__(self, conversation: Conversation, sender: Sender) -> None:
        self._dialogue = Dialogue(conversation)
        self._contexts = Contexts()
        self._sender = sender
        self._replies: OrderedDict[tuple[int, int], tuple[int | None, Context]] = OrderedDict()
        """By chat and message: the number of the reply, and what the message could lean on."""

    async def answer(self, message: Message, text: str) -> None:
        """Answer a message, and remember what the next one may lean on."""
        before = self._contexts.get(message.chat_id)
        turn = self._dialogue.say(text, before)
        number = await self._sender.send(message, turn.reply)
        self._keep(message, turn)
        self._replies[message.chat_id, message.message_id] = (number, before)
        if len(self._replies) > REMEMBERED:
            self._replies.popitem(last=False)

    async def answer_anew(self, message: Message, text: str) -> None:
        """Write the reply to a message anew that was changed, if it is remembered."""
        known = self._replies.get((message.chat_id, message.message_id))
        if known is None:
            return
        number, before = known
        turn = self._dialogue.say(text, before)
        if number is None:
            await self._sender.send(message, turn.reply)
        else:
            await self._sender.rewrite(message, number, turn.reply)
        self._keep(message, turn)

    async def open(self, message: Message, target: str, *, in_place: bool) -> None:
        """Send what a button under a message opens, or write it in the place of that message."""
        turn = self._dialogue.tap(target, self._contexts.get(message.chat_id))
        if in_place:
            await self._sender.rewrite(message, message.message_id, turn.reply)
        else:
            await self._sender.send(message, turn.reply)
        self._keep(message, turn)

    async def say(self, message: Message, reply: Reply) -> None:
        """Send a reply that has nothing to do with what was talked about."""
        await self._sender.send(message, reply)

    def _keep(self, message: Message, turn: Turn) -> None:
        self._contexts.put(message.chat_id, turn.context)


def text_of(update: Update) -> str:
    """Return the text or the caption of a message, new or changed."""
    message = update.effective_message
    return (message.text or message.caption or "") if message else ""
