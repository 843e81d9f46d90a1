"""What is known of chats while the process lives: their contexts, and which reply a message has got."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, Message

from bot.conversation import Context, Outcome, Turn
from bot.handlers.contexts import Contexts
from bot.handlers.live import Live
from bot.handlers.sender import Sender
from bot.handlers.sharing import Sharing
from bot.handlers.votes import Votes
from bot.storage import ChatStates
from bot.storage.chats import Place
from bot.storage.recent import Recent


@dataclass(frozen=True, slots=True)
class _Replied:
    """What became of a message, in case that it is changed."""

    number: int | None
    """The number of the reply, if it can be changed."""
    before: Context
    """What the message could lean on."""
    shares: str
    """The callback data of the button that shares the message; empty if there is none."""


class Chats:
    """Answers messages in the context of their chat: in memory, and in what `states` shares with others."""

    def __init__(
        self, live: Live, sender: Sender, votes: Votes, sharing: Sharing, states: ChatStates | None = None
    ) -> None:
        self._live = live
        self._contexts = Contexts(states)
        self._sender = sender
        self._votes = votes
        self._sharing = sharing
        self._replied: Recent[tuple[int, int], _Replied] = Recent()
        """By chat and message."""

    async def answer(self, message: Message, text: str) -> None:
        """Answer a message, and remember what the next one may lean on."""
        before = await self._contexts.of(_place(message))
        turn = self._live.dialogue.say(text, before)
        below = self._sharing.offer(message, text, turn)
        number = await self._sender.send(message, turn.reply, below)
        self._votes.sent(message.chat_id, number, turn.reply)
        self._replied.put((message.chat_id, message.message_id), _Replied(number, before, _data(below)))
        self._keep(message, turn)

    async def answer_anew(self, message: Message, text: str) -> None:
        """Answer a message that its author changed: by changing the reply, if it had one that is remembered.

        Nobody is notified of a changed reply: help lines come as a new one. What was shared before is not
        what its author wants to say any more, and is withdrawn.
        """
        if not message.edit_date:
            # Telegram tells of its own changes, too: a preview, a reaction.
            return
        key = (message.chat_id, message.message_id)
        known = self._replied.get(key)
        if known is None:
            await self.answer(message, text)
            return
        turn, below = self._live.dialogue.say(text, known.before), None
        if known.shares:
            await self._sharing.withdraw(known.shares)
            below = self._sharing.offer(message, text, turn)
        if known.number is None or turn.reply.outcome is Outcome.RED_FLAG:
            number = await self._sender.send(message, turn.reply, below)
        else:
            number = await self._sender.rewrite(message, known.number, turn.reply, below)
        self._votes.sent(message.chat_id, number, turn.reply)
        self._replied.put(key, _Replied(number, known.before, _data(below) or known.shares))
        self._keep(message, turn)

    async def open(self, message: Message, target: str, *, in_place: bool) -> None:
        """Send what a button under a message opens, or write it in the place of that message."""
        turn = self._live.dialogue.tap(target, await self._contexts.of(_place(message)))
        if in_place:
            below = self._sharing.button_of(message)
            number = await self._sender.rewrite(message, message.message_id, turn.reply, below)
        else:
            number = await self._sender.send(message, turn.reply)
        self._votes.sent(message.chat_id, number, turn.reply)
        self._keep(message, turn)

    async def turn_away(self, message: Message) -> None:
        """Say that a message can't be read; what was talked about stays."""
        turn = self._live.dialogue.unreadable(await self._contexts.of(_place(message)))
        await self._sender.send(message, turn.reply)
        self._keep(message, turn)

    def _keep(self, message: Message, turn: Turn) -> None:
        if turn.forgets:
            self._votes.forget(message.chat_id)
            self._replied.drop(lambda key: key[0] == message.chat_id)
            self._contexts.forget(message.chat_id)
        self._contexts.keep(_place(message), turn.context)


def _place(message: Message) -> Place:
    return message.chat_id, (message.message_thread_id or 0) if message.is_topic_message else 0


def _data(button: InlineKeyboardButton | None) -> str:
    # Thousands are remembered, and a button takes ten times the memory.
    return str(button.callback_data) if button else ""


def text_of(message: Message) -> str:
    """Return the text or the caption of a message; empty if it has neither."""
    return message.text or message.caption or ""
