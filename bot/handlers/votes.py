"""Thumbs under answers: one vote a message, that a second tap changes or withdraws."""

from collections import OrderedDict

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.conversation import Conversation
from bot.handlers.observer import Observer
from bot.handlers.rendering import VOTE

REMEMBERED = 10_000
"""Messages of which the vote is remembered, the latest."""
CHOSEN = " \u2713"
"""Behind the words of the thumb that was chosen."""


class Votes:
    """Remembers which message has which vote while the process lives, and tells the observer."""

    def __init__(self, conversation: Conversation, observer: Observer) -> None:
        intents = (button.target for button in conversation.tap("topics").buttons)
        self._known = {
            VOTE + button.target: button.target
            for intent in intents
            for button in conversation.tap(intent).votes
        }
        self._observer = observer
        self._votes: OrderedDict[tuple[int, int], str] = OrderedDict()

    def has(self, data: str | None) -> bool:
        """Say whether callback data is that of a thumb of ours."""
        return data in self._known

    def cast(self, message: Message, data: str) -> str | None:
        """Count a tap on a thumb under a message; return the callback data of the vote that now stands."""
        key = (message.chat_id, message.message_id)
        before = self._votes.pop(key, None)
        now = None if before == data else data
        if now:
            self._votes[key] = now
        if len(self._votes) > REMEMBERED:
            self._votes.popitem(last=False)
        for vote, change in ((before, -1), (now, 1)):
            if vote:
                value, _, intent = self._known[vote].partition(":")
                self._observer.voted(intent, value, change)
        return now


def marked(markup: InlineKeyboardMarkup, chosen: str | None) -> InlineKeyboardMarkup:
    """Return the buttons under a message, with the thumb marked that was chosen."""

    def mark(button: InlineKeyboardButton) -> InlineKeyboardButton:
        data = str(button.callback_data)
        label = button.text.removesuffix(CHOSEN) + (CHOSEN if data == chosen else "")
        return InlineKeyboardButton(label, callback_data=data)

    return InlineKeyboardMarkup([[mark(button) for button in row] for row in markup.inline_keyboard])
