"""Questions that their authors share with the editors: the button under what has no answer, and its taps.

Nothing is kept for a tap that may come. A reply with that button answers the message that it replies to, and
so Telegram brings the question along with the tap. The button holds a random key: who taps twice shares once,
and nobody else can withdraw it.
"""

import contextlib
import secrets
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from bot.conversation import Turn
from bot.handlers.live import Live
from bot.handlers.sender import Sender
from bot.storage import Feedback

SHARE, WITHDRAW = "share:", "withdraw:"
"""Mark the callback data of the button; the key follows."""
KEY_BYTES = 12


@dataclass(frozen=True, slots=True)
class Sharing:
    """Offers to share questions, keeps those that are shared, and deletes those that are withdrawn."""

    live: Live
    sender: Sender
    store: Feedback

    def offer(self, message: Message, text: str, turn: Turn) -> InlineKeyboardButton | None:
        """Return the button below the reply to a message, or None where nothing is to be shared."""
        is_meant = message.chat.type == message.chat.PRIVATE and not text.startswith("/")
        if not (is_meant and turn.understanding and turn.may_be_shared):
            return None
        if not self.live.conversation.scrubber.may_leave_some(turn.understanding.text.folded):
            return None
        return self._button(SHARE, secrets.token_urlsafe(KEY_BYTES))

    def button_of(self, message: Message) -> InlineKeyboardButton | None:
        """Return the button that a message of the bot has already, of either kind."""
        rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
        return next((one for row in rows for one in row if self.has(one.callback_data)), None)

    def has(self, data: object) -> bool:
        """Say whether callback data is that of such a button."""
        return isinstance(data, str) and data.startswith((SHARE, WITHDRAW))

    async def tap(self, message: Message, data: str) -> None:
        """Share the question that a message of the bot answers, or withdraw it, and show that."""
        action, _, key = data.partition(":")
        if f"{action}:" == WITHDRAW:
            is_done, button = await self.store.withdraw(key), self._button(SHARE, key)
        else:
            question = self._question_of(message)
            if question is None:
                await self.sender.send(message, self.live.conversation.compose.expired_button())
                return
            is_done, button = await self.store.share(key, question), self._button(WITHDRAW, key)
        if is_done:
            await _show(message, data, button)
        else:
            await self.sender.send(message, self.live.conversation.compose.apology())

    async def withdraw(self, data: str) -> None:
        """Delete what the button of this callback data has shared, if it has."""
        await self.store.withdraw(data.partition(":")[2])

    def _question_of(self, message: Message) -> str | None:
        """Return the question that a message of the bot answers, scrubbed; None if it may not be shared.

        It may be gone, or have been changed.
        """
        asked = message.reply_to_message
        text = (asked.text or asked.caption) if asked and asked.chat.type == asked.chat.PRIVATE else None
        conversation = self.live.conversation
        if not text or conversation.understander.understand(text).is_private:
            return None
        return conversation.scrubber.scrub(text)

    def _button(self, action: str, key: str) -> InlineKeyboardButton:
        words = self.live.conversation.knowledge.messages.words
        label = words.share if action == SHARE else words.withdraw
        return InlineKeyboardButton(label, callback_data=action + key)


async def _show(message: Message, data: str, button: InlineKeyboardButton) -> None:
    """Put a button into the place of the one that was tapped."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    changed = [[button if one.callback_data == data else one for one in row] for row in rows]
    # Who taps twice at once has it shown already.
    with contextlib.suppress(BadRequest):
        await message.edit_reply_markup(InlineKeyboardMarkup(changed))
