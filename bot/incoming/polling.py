"""Updates by long polling. An update is confirmed to Telegram only after it was answered."""

import asyncio
import contextlib
import logging
import time
import warnings
from collections.abc import Sequence
from typing import Any

from telegram.error import Conflict, TelegramError
from telegram.warnings import PTBUserWarning

from bot.conversation import Conversation
from bot.handlers import UPDATES
from bot.incoming.application import (
    pauses,
    reach,
    running,
    stop_on_signals,
    unless_stopped,
    wait_for_stop,
)
from bot.incoming.offsets import InHand
from bot.incoming.poll_errors import Refusals
from bot.incoming.receiver import Intake
from bot.incoming.services import Parts, assemble
from bot.incoming.updates import is_update
from bot.operations.status import Status
from bot.operations.timing import Timing
from bot.operations.watchdog import Watchdog
from bot.outgoing.errors import seconds_of
from bot.settings import Settings

log = logging.getLogger(__name__)

# Bot.get_updates parses a batch at once: one bad update and none is handled, over and over.
warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)


async def poll(
    settings: Settings,
    conversation: Conversation,
    *,
    stop: asyncio.Event | None = None,
    timing: Timing = Timing(),
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal.

    Raises:
        StartUpError: if Telegram refuses the token, or something that is set can't be used.
        ConflictError: if another copy polls with the same token, for a minute.
        StalledError: if Telegram does not answer any more.
    """
    stop = stop or stop_on_signals()
    parts = assemble(settings, conversation, timing)
    dog = Watchdog(timing)
    status = Status(parts.metrics, dog)
    async with contextlib.AsyncExitStack() as open_until_the_end:
        if port := settings.metrics_port:
            from bot.operations.health import showing  # noqa: PLC0415 - a web server takes memory, few need it

            await open_until_the_end.enter_async_context(showing(status, port))
        await open_until_the_end.enter_async_context(
            running(parts.application, parts.conversation, stop, timing)
        )
        if await reach(parts.application.bot.delete_webhook, stop, timing, refused="deleteWebhook"):
            status.is_ready = True
            await Poller(parts, dog, stop).run()


class Poller:
    """Fetches updates and has them handled, until it is stopped.

    A slow chat does not hold up the others for long: while one is not done, polls return at once and are made
    that often (`Timing.slow`).
    """

    def __init__(self, parts: Parts, dog: Watchdog, stop: asyncio.Event) -> None:
        self._bot = parts.application.bot
        self._metrics = parts.metrics
        self._parked = parts.parked
        self._timing = parts.timing
        self._dog = dog
        self._stop = stop
        self._in_hand = InHand(parts.processor, parts.parked.keep)
        self._intake = Intake(
            parts.application, self._in_hand, seen=parts.seen, metrics=parts.metrics, parked=parts.parked
        )
        self._refusals = Refusals(parts.timing.conflict)

    async def run(self) -> None:
        """Poll until `stop` is set; what is in hand then is finished and confirmed."""
        try:
            self._take_parked()
            await self._poll_watched()
            await self._in_hand.settle(self._timing.grace)
        finally:
            await self._in_hand.drop()
        await self._confirm()

    async def _poll_watched(self) -> None:
        """Poll for as long as the watchdog is content."""
        polling, watching = (asyncio.create_task(task) for task in (self._poll(), self._dog.watch()))
        try:
            await asyncio.wait({polling, watching}, return_when=asyncio.FIRST_COMPLETED)
            await (polling if polling.done() else watching)
        finally:
            polling.cancel()
            watching.cancel()
            await asyncio.gather(polling, watching, return_exceptions=True)

    async def _poll(self) -> None:
        pause = pauses(self._timing)
        while not self._stop.is_set():
            try:
                await unless_stopped(
                    self._stop, self._fetch(self._timing.poll if self._in_hand.is_clear else 0)
                )
            except TelegramError as error:
                self._metrics.request_failed("getUpdates", error)
                self._refusals.judge(error)
                seconds = max(next(pause), seconds_of(error))
                if not isinstance(error, Conflict):
                    log.warning("polling failed (%s), trying again in %g s", type(error).__name__, seconds)
                await wait_for_stop(self._stop, seconds)
            else:
                pause = pauses(self._timing)
                self._refusals.forget()
                self._dog.beat()
                await self._let_finish()

    async def _let_finish(self) -> None:
        """Wait for what is in hand, for a moment at most, and no less if something slow is left.

        A bot that asks too soon with the same offset gets but one update, which is the slow one.
        """
        begun = time.monotonic()
        await self._in_hand.settle(self._timing.slow)
        if not self._in_hand.is_clear:
            await wait_for_stop(self._stop, begun + self._timing.slow - time.monotonic())

    async def _fetch(self, seconds: int) -> None:
        offset = self._in_hand.begin_poll()
        arguments = {"offset": offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        try:
            batch = await self._bot.do_api_request(
                "getUpdates", arguments, read_timeout=seconds + self._timing.answer
            )
        except (KeyError, TypeError):
            batch = None
        if not isinstance(batch, list) or not all(map(is_update, batch)):
            raise TelegramError("what came is no list of updates")
        if not self._stop.is_set():
            self._take(batch)

    def _take(self, batch: Sequence[dict[str, Any]]) -> None:
        for item in batch:
            number = item["update_id"]
            if not self._in_hand.knows(number) and not self._intake.receive(item):
                self._in_hand.pass_over(number)

    def _take_parked(self) -> None:
        """Take what an earlier process had to leave behind; Telegram does not bring it again."""
        for item in self._parked.load():
            if update := self._intake.read(item):
                self._intake.hand_over(item, update, self._in_hand.take_parked(update))

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it does not come again."""
        if self._in_hand.lowest:
            try:
                await asyncio.wait_for(self._fetch(0), self._timing.confirm)
            except (TelegramError, TimeoutError) as error:
                kind = type(error).__name__
                log.warning("the last updates were not confirmed and may come again (%s)", kind)
