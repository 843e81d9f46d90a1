"""What every update goes through, whichever way it came: read, queued, handled until Telegram took its reply.

Where waiting may help, an update is tried again. Where nobody knows whether a reply arrived, a sign of life
is asked for first, and tries are counted: it may come twice, but not many times.
"""

import hashlib
import logging
import time
from dataclasses import dataclass, field

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.incoming.application import Services
from bot.incoming.queues import ChatQueues, Handling, queue_of
from bot.outgoing.errors import ErrorKind, JSONDict, kind_of, named, seconds_of
from bot.outgoing.retry import Backoff

log = logging.getLogger(__name__)

UNCLEAR = 3
"""How often a reply may be sent of which nobody knows whether it arrived."""
GIVE_UP_SECONDS = 24 * 3600.0
"""For so long Telegram itself keeps an update."""
ELSEWHERE_SECONDS = 0.5
"""Until a chat is worth another try whose update another process is at: it is the same one, brought twice."""
RETRIED = 1_000
"""Updates of which the tries are counted."""


def is_update(item: object) -> bool:
    """Say whether this has the shape of an update: a mapping with a number."""
    return isinstance(item, dict) and type(item.get("update_id")) is int


def parse(item: JSONDict, bot: Bot) -> Update | None:
    """Return an update; None for one that can't be parsed, or lacks ids or times that all else relies on."""
    try:
        update = Update.de_json(item, bot)
        owners = (update.effective_chat, update.effective_user)
        if not all(type(owner.id) is int for owner in owners if owner):
            raise TypeError  # noqa: TRY301 - an id that is no number is as bad as what can't be parsed
        if update.effective_message:
            update.effective_message.date.timestamp()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other updates must be answered
        number = item.get("update_id") if is_update(item) else "without a number"
        log.error("update %s can't be parsed (%s), passing over it", number, type(error).__name__)  # noqa: TRY400 - its text may quote the person
        return None
    return update


def key_of(update: Update) -> int:
    """Return what tells an update from all others, without its words: numbers may be used again."""
    message, query = update.effective_message, update.callback_query
    parts = (
        update.update_id,
        query.id if query else "",
        message.message_id if message else "",
        message.date.timestamp() if message else "",
    )
    # Enough that no two updates of a day have the same.
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=7).digest(), "big")


@dataclass(slots=True)
class _Retry(Backoff):
    """What an update that could not be answered at once has been through."""

    since: float = field(default_factory=time.monotonic)
    unclear: int = 0
    not_before: float = 0.0
    """Until when Telegram asked to wait, though it may bring the update again before."""


class Processor:
    """Handles one update; calling it returns None when it is done, else the seconds until the next try."""

    def __init__(self, services: Services) -> None:
        self._application, self._seal = services.application, services.seal
        self._metrics, self._timing = services.metrics, services.timing
        self._store = services.store
        self._retries: dict[int, _Retry] = {}

    async def __call__(self, update: Update) -> float | None:
        """Handle an update, unless it was answered before, and no other process is at this chat."""
        database = self._store.database
        if not database.is_shared:
            return await self._handle(update)
        async with database.locked(self._seal.pseudonym("queue", queue_of(update))) as is_ours:
            return await self._handle(update) if is_ours else ELSEWHERE_SECONDS

    async def _handle(self, update: Update) -> float | None:
        key, retry = key_of(update), self._retries.get(update.update_id)
        if await self._store.updates.was_answered(key):
            self._metrics.count("updates", "known")
            await self._store.updates.drop_aside(update.update_id)
            return None
        if retry and (left := retry.not_before - time.monotonic()) > 0:
            return left
        may_have_arrived = False
        try:
            if retry and retry.unclear:
                await self._application.bot.get_me()
            may_have_arrived = True
            await self._application.process_update(update)
        except TelegramError as error:
            may_have_arrived &= kind_of(error) is not ErrorKind.NOT_TAKEN
            return await self._judge(update, key, error, may_have_arrived=may_have_arrived)
        except Exception:
            # It would fail again at each start.
            await self._done(update, key, "failed")
            raise
        await self._done(update, key, "done")
        return None

    async def _judge(
        self, update: Update, key: int, error: TelegramError, *, may_have_arrived: bool
    ) -> float | None:
        """Return when to try again, or None if it was tried enough."""
        number, now = update.update_id, time.monotonic()
        fresh = _Retry(self._timing.first_pause, self._timing.longest_pause)
        retry = self._retries.setdefault(number, fresh)
        if len(self._retries) > RETRIED:
            del self._retries[next(iter(self._retries))]
        retry.unclear += may_have_arrived
        if retry.unclear >= UNCLEAR or now - retry.since > GIVE_UP_SECONDS:
            log.error("update %d is given up (%s): its reply may not have arrived", number, named(error))
            await self._done(update, key, "given_up")
            return None
        retry.not_before, seconds = now + seconds_of(error), retry.after(error)
        log.warning("update %d is not answered yet (%s), trying again in %g s", number, named(error), seconds)
        self._metrics.count("updates", "again")
        return seconds

    async def _done(self, update: Update, key: int, result: str) -> None:
        self._retries.pop(update.update_id, None)
        also = self._store.chats.due(queue_of(update)) if self._store.chats else ()
        if not await self._store.updates.mark_answered(key, update.update_id, also):
            self._metrics.count("unrecorded")
        self._metrics.count("updates", result)


class Receiver:
    """Takes updates in, one by one, as Telegram sends them, so that a bad one holds up no other."""

    def __init__(self, services: Services, *, tries_again: bool = True) -> None:
        self._bot, self._metrics = services.application.bot, services.metrics
        self.queues = queues = ChatQueues(Processor(services), tries_again=tries_again)
        self._metrics.watch("in_hand", "Updates taken and not done", lambda: len(queues.in_hand))

    def receive(self, item: JSONDict) -> Handling | None:
        """Take an update in, once; return the task that ends when it was answered; None if unreadable."""
        if is_update(item) and (handling := self.queues.in_hand.get(item["update_id"])):
            return handling
        update = parse(item, self._bot)
        if update is None:
            self._metrics.count("updates", "unreadable")
            return None
        begun = time.monotonic()
        handling = self.queues.take(update)
        handling.add_done_callback(lambda _: self._metrics.took(time.monotonic() - begun))
        return handling
