"""Flood control before all handlers: who writes too fast is asked once to slow down, then passed over.

A message that may be about someone in danger is always answered.
"""

import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update

from bot.handlers.buttons import end_spinner
from bot.handlers.live import Live
from bot.handlers.observer import Observer
from bot.handlers.sender import Sender
from bot.handlers.token_bucket import Allowance, TokenBuckets, Verdict
from bot.storage.recent import Recent

PER_MINUTE = 30
"""Messages that one person may send in a minute, in the long run."""
BURST_PART = 6
"""The part of it that may come at once: a sixth."""
GROUP_PART = 3
"""The part of it that a whole group may send in a minute: a third."""
GROUP_MOST = 10
"""And the most: a group may send so many at once and as many in the minute after, and Telegram lets a bot
send 20 messages a minute there."""
ALBUM = "album"
"""In place of whose limit it was. An album is one thing sent: its rest is dropped without a word."""

Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]


class FloodControl:
    """Judges each update that a handler takes, by person and by group."""

    def __init__(self, live: Live, sender: Sender, observer: Observer, per_minute: int = PER_MINUTE) -> None:
        self._live = live
        self._sender = sender
        self._observer = observer
        burst = max(1, per_minute // BURST_PART)
        self._people = TokenBuckets(Allowance(burst, per_minute / 60))
        group = min(max(1, per_minute // GROUP_PART), GROUP_MOST)
        self._groups = TokenBuckets(Allowance(group, group / 60))
        self._judged: Recent[int, tuple[Verdict, str]] = Recent()
        """By update, of those that failed: one that is tried again must not be judged anew."""
        self._albums: Recent[str, Verdict] = Recent()
        """By album: what was done with its first part."""

    def limit(self, callback: Callback) -> Callback:
        """Return the callback of a handler as one that is only called within the limit."""

        async def limited(update: Update, context: Any) -> None:  # noqa: ANN401 - as handlers have it
            verdict, what = judged = self._judged.get(update.update_id) or self._judge(update)
            try:
                if verdict is Verdict.ANSWER or self._is_urgent(update):
                    await callback(update, context)
                else:
                    await self._turn_away(update, verdict, what)
            except Exception:
                self._judged.put(update.update_id, judged)
                raise

        return limited

    async def _turn_away(self, update: Update, verdict: Verdict, what: str) -> None:
        if what != ALBUM:
            self._observer.count("rate_limited", what)
        if update.callback_query:
            await end_spinner(update.callback_query)
        if verdict is Verdict.WARN and isinstance(update.effective_message, Message):
            await self._sender.send(update.effective_message, self._live.conversation.compose.slow_down())

    def _judge(self, update: Update) -> tuple[Verdict, str]:
        """Return what to do with an update, and whose bucket says so."""
        album = update.message.media_group_id if update.message else None
        first = self._albums.get(album) if album else None
        if first is not None:
            judged = self._rest(update, first), ALBUM
        else:
            judged = self._take(update)
            if album:
                self._albums.put(album, judged[0])
        return judged

    def _take(self, update: Update) -> tuple[Verdict, str]:
        when = _time_of(update)
        person, chat = update.effective_sender, update.effective_chat
        judged = (self._people.take(person.id, when) if person else Verdict.ANSWER, "person")
        if chat and chat.type != chat.PRIVATE and judged[0] is Verdict.ANSWER:
            judged = (self._groups.take(chat.id, when), "group")
        return judged

    def _rest(self, update: Update, first: Verdict) -> Verdict:
        """Return what to do with another part of an album: captions are answered if the first part was."""
        has_caption = update.message is not None and update.message.caption
        return Verdict.ANSWER if has_caption and first is Verdict.ANSWER else Verdict.DROP

    def _is_urgent(self, update: Update) -> bool:
        """Say whether a message may be about someone in danger."""
        message = update.message or update.edited_message
        text = (message.text or message.caption) if message else None
        return self._live.conversation.understander.is_urgent(text) if text else False


def _time_of(update: Update) -> float:
    """Return when a message was written or changed, in Unix seconds: what waited for the bot is no flood."""
    if changed := update.edited_message:
        return (changed.edit_date or changed.date).timestamp()
    return update.message.date.timestamp() if update.message else time.time()
