"""Thumbs under answers: one vote a message, that a second tap changes or withdraws."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.conversation import Reply
from bot.handlers.live import Live
from bot.handlers.observer import Observer
from bot.handlers.rendering import VOTE
from bot.storage import VoteCounts
from bot.storage.recent import Recent

CHOSEN = " \u2713"
"""Behind the words of the thumb that was chosen."""
NONE = ""
"""In place of the callback data of a vote, where there is none."""


class Votes:
    """Knows which message has which vote, and tells the observer.

    The thumb under the message shows it. What was tapped is remembered as well, because whoever taps twice at
    once still sees the old thumbs: for half an hour at most, and until the chat is to be forgotten.
    """

    def __init__(self, live: Live, observer: Observer, counts: VoteCounts | None = None) -> None:
        self._live = live
        self._observer = observer
        self._counts = counts
        self._votes: Recent[tuple[int, int], str] = Recent()
        self._answers: Recent[tuple[int, int], tuple[str, ...]] = Recent()
        """By chat and message: the thumbs of the answer that was sent, for reactions to it."""

    @property
    def sorry(self) -> str:
        """What is said to who taps a thumb that can't be counted."""
        return self._live.conversation.compose.not_counted().text

    def has(self, data: str | None) -> bool:
        """Say whether callback data is that of a thumb of ours."""
        return data in {VOTE + button.target for button in self._live.conversation.votes()}

    async def cast(self, message: Message, data: str) -> str:
        """Count a tap on a thumb under a message; return the callback data of the vote that now stands.

        Raises:
            DatabaseDownError: if it can't be counted now; then nothing has changed.
        """
        key = (message.chat_id, message.message_id)
        remembered = self._votes.get(key)
        before = self._shown(message.reply_markup) if remembered is None else remembered
        now = NONE if before == data else data
        await self._count(key, before, now)
        return now

    def sent(self, chat: int, number: int | None, reply: Reply) -> None:
        """Remember which answer a message is, if it is one that can be voted on."""
        if number is not None and reply.votes:
            self._answers.put((chat, number), tuple(VOTE + vote.target for vote in reply.votes))

    async def react(self, chat: int, number: int, value: str) -> None:
        """Count a reaction to a message: `up`, `down`, or nothing where it was taken back.

        Raises:
            DatabaseDownError: as `cast` does.
        """
        key = (chat, number)
        thumbs = self._answers.get(key)
        if thumbs is None:
            return
        now = next((thumb for thumb in thumbs if value and thumb.startswith(f"{VOTE}{value}:")), NONE)
        before = self._votes.get(key) or NONE
        if now != before:
            await self._count(key, before, now)

    async def _count(self, key: tuple[int, int], before: str, now: str) -> None:
        changes = []
        for vote, change in ((before, -1), (now, 1)):
            if vote:
                value, _, intent = vote.removeprefix(VOTE).partition(":")
                changes.append((intent, value, change))
        if self._counts:
            await self._counts.add(changes)
        for intent, value, change in changes:
            self._observer.voted(intent, value, change)
        self._votes.put(key, now)

    def forget(self, chat: int) -> None:
        """Forget what was tapped in a chat."""
        for kept in (self._votes, self._answers):
            kept.drop(lambda key: key[0] == chat)

    def _shown(self, markup: InlineKeyboardMarkup | None) -> str:
        buttons = (button for row in markup.inline_keyboard for button in row) if markup else ()
        chosen = (str(button.callback_data) for button in buttons if button.text.endswith(CHOSEN))
        return next(filter(self.has, chosen), NONE)


def marked(markup: InlineKeyboardMarkup, chosen: str) -> InlineKeyboardMarkup:
    """Return the buttons under a message, with the thumb marked that was chosen."""

    def mark(button: InlineKeyboardButton) -> InlineKeyboardButton:
        data = str(button.callback_data)
        label = button.text.removesuffix(CHOSEN) + (CHOSEN if data == chosen else "")
        return InlineKeyboardButton(label, callback_data=data)

    return InlineKeyboardMarkup([[mark(button) for button in row] for row in markup.inline_keyboard])
