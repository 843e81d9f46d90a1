"""Updates by long polling. A batch is confirmed to Telegram only after its updates were handled.

Updates are parsed one by one, so that one that python-telegram-bot can't parse does not hold up the others.
Chats are handled side by side, and each chat's updates in their order.
"""

import asyncio
import logging
import time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from telegram import Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError
from telegram.warnings import PTBUserWarning

from bot.conversation import Conversation
from bot.delivery.application import (
    App,
    build,
    pauses,
    refused_token,
    running,
    stop_on_signals,
    stopped_within,
)
from bot.errors import ConflictError
from bot.handlers import UPDATES
from bot.settings import Settings

log = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long Telegram may hold a poll open; it allows 50."""
READ_TIMEOUT = POLL_SECONDS + 10.0
"""Seconds after which a poll without an answer has failed."""
CONFLICT_SECONDS = 60.0
"""How long another poller is put up with: a deployment may overlap with the one before."""

# Bot.get_updates parses a batch at once: one bad update and none is handled, over and over.
warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)


async def poll(settings: Settings, conversation: Conversation) -> None:
    """Answer until the process is asked to end.

    Raises:
        StartUpError: if Telegram refuses the token.
        ConflictError: if another copy polls with the same token, for a minute.
    """
    application = build(settings, conversation)
    stop = stop_on_signals()
    async with running(application, conversation, stop):
        if not stop.is_set():
            await application.bot.delete_webhook()
            await Poller(application, stop).run()


class Poller:
    """Fetches and handles updates, batch after batch."""

    def __init__(self, application: App, stop: asyncio.Event) -> None:
        self._application = application
        self._stop = stop
        self._offset = 0
        self._conflict_since: float | None = None

    async def run(self) -> None:
        """Poll until `stop` is set; what is in hand then is finished and confirmed."""
        pause = pauses()
        while not self._stop.is_set():
            try:
                batch = await self._unless_stopped()
            except (InvalidToken, EndPointNotFound):
                raise refused_token() from None
            except TelegramError as error:
                self._check_conflict(error)
                seconds = next(pause)
                log.warning("polling failed (%s), trying again in %g s", type(error).__name__, seconds)
                await stopped_within(self._stop, seconds)
            else:
                pause, self._conflict_since = pauses(), None
                await self._handle(batch)
        await self._confirm()

    async def _unless_stopped(self) -> list[dict[str, Any]]:
        fetching = asyncio.ensure_future(self._fetch(POLL_SECONDS))
        stopping = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return fetching.result() if fetching.done() else []
        finally:
            stopping.cancel()
            if fetching.cancel():
                await asyncio.wait({fetching})

    async def _fetch(self, seconds: int) -> list[dict[str, Any]]:
        arguments = {"offset": self._offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        updates: list[dict[str, Any]] = await self._application.bot.do_api_request(
            "getUpdates", arguments, read_timeout=READ_TIMEOUT
        )
        return updates

    async def _handle(self, batch: Sequence[dict[str, Any]]) -> None:
        chats: dict[int, list[Update]] = defaultdict(list)
        for item in batch:
            if update := parse(item, self._application):
                chats[update.effective_chat.id if update.effective_chat else 0].append(update)
        await asyncio.gather(*(self._in_order(updates) for updates in chats.values()))
        if batch:
            self._offset = batch[-1]["update_id"] + 1

    async def _in_order(self, updates: Iterable[Update]) -> None:
        for update in updates:
            await self._application.process_update(update)

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it does not come again."""
        if self._offset:
            try:
                await self._fetch(0)
            except TelegramError as error:
                log.warning("the last batch was not confirmed and may come again (%s)", type(error).__name__)

    def _check_conflict(self, error: TelegramError) -> None:
        if not isinstance(error, Conflict):
            return
        now = time.monotonic()
        self._conflict_since = self._conflict_since or now
        if now - self._conflict_since > CONFLICT_SECONDS:
            raise ConflictError("another copy of the bot polls with the same token: stop one of the two")


def parse(item: dict[str, Any], application: App) -> Update | None:
    """Return an update, or None for one that can't be parsed; of that one only its number is logged."""
    try:
        return Update.de_json(item, application.bot)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other updates must be answered
        log.error(  # noqa: TRY400 - the text of the error may quote the person
            "update %s can't be parsed (%s), passing over it", item.get("update_id"), type(error).__name__
        )
        return None
