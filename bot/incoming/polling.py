"""Updates by long polling. An update is confirmed to Telegram only after it was answered."""

import asyncio
import contextlib
import logging
import time

from telegram.error import Conflict, TelegramError

from bot.handlers import UPDATES
from bot.handlers.live import Live
from bot.incoming.application import Services, running, services_of
from bot.incoming.copies import Leadership, PollErrors, is_webhook_set
from bot.incoming.offsets import Offsets
from bot.incoming.processor import Receiver, is_update
from bot.operations.startup import stop_on_signals, unless_stopped, wait_for_stop
from bot.operations.timing import Timing
from bot.outgoing.errors import named
from bot.outgoing.retry import Backoff, reach
from bot.settings import Settings

log = logging.getLogger(__name__)


async def poll(
    settings: Settings, live: Live, *, stop: asyncio.Event | None = None, timing: Timing = Timing()
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal.

    Raises StartUpError, ConflictError (an older copy polls) or StalledError.
    """
    stop = stop or stop_on_signals()
    services = services_of(settings, live, timing)

    async def lead(over: asyncio.Event) -> None:
        if await reach(services.application.bot.delete_webhook, over, timing, refused="deleteWebhook"):
            services.health.is_up = True
            await Poller(services, over).run()
            services.health.is_up = False

    async with running(services, stop):
        key = services.seal.pseudonym("leader", settings.api_url)
        await Leadership(services.store.database, key, stop, timing.leader_check).run(lead)


class Poller:
    """Fetches updates and has them handled, until it is stopped.

    A slow chat holds up the others for `Timing.slow` at most: while one is not done, polls return at once.
    """

    def __init__(self, services: Services, stop: asyncio.Event) -> None:
        self._bot, self._metrics = services.application.bot, services.metrics
        self._timing, self._health, self._stop = services.timing, services.health, stop
        self._updates = services.store.updates
        self._receiver = Receiver(services)
        self._queues = self._receiver.queues
        self._offsets = Offsets(self._queues, self._updates.put_aside)
        self._errors = PollErrors(services.timing.conflict)
        self._backoff = Backoff(services.timing.first_pause, services.timing.longest_pause)

    async def run(self) -> None:
        """Poll until `stop` is set; what is in hand then is finished and confirmed."""
        try:
            await self._take_aside()
            await self._health.watch(self._poll())
            await self._queues.settle(self._timing.grace)
            await self._confirm()
        finally:
            await self._queues.drop()

    async def _take_aside(self) -> None:
        """Take in what an earlier process had to leave behind, and remove what can't be read any more."""
        for number, item in (await self._updates.aside()).items():
            if item and item.get("update_id") == number and self._receiver.receive(item):
                self._offsets.aside.add(number)
            else:
                log.error("update %d that was put aside can't be read, removing it", number)
                await self._updates.drop_aside(number)

    async def _poll(self) -> None:
        while not self._stop.is_set():
            seconds = self._timing.poll if self._offsets.is_clear else 0
            try:
                await unless_stopped(self._stop, self._fetch(seconds))
            except TelegramError as error:
                await self._failed(error)
            else:
                self._backoff.attempts = 0
                self._errors.poll_succeeded()
                self._health.beat()
                await self._let_finish()

    async def _failed(self, error: TelegramError) -> None:
        """Wait after a failed poll, or raise for what waiting does not mend."""
        self._metrics.count("api_errors", "getUpdates", type(error).__name__)
        self._errors.poll_failed(error)
        seconds = self._backoff.after(error)
        if is_webhook_set(error):
            log.warning("somebody has set a webhook for this bot: removing it, for it is to poll")
            with contextlib.suppress(TelegramError):
                await unless_stopped(self._stop, self._bot.delete_webhook())
        elif not isinstance(error, Conflict):
            log.warning("polling failed (%s), trying again in %g s", named(error), seconds)
        await wait_for_stop(self._stop, seconds)

    async def _let_finish(self) -> None:
        """Wait for what is in hand, for a moment at most, and no less if something slow is left.

        A bot that asks too soon with the same offset gets but one update, which is the slow one.
        """
        begun = time.monotonic()
        await self._queues.settle(self._timing.slow)
        if not self._offsets.is_clear:
            await wait_for_stop(self._stop, begun + self._timing.slow - time.monotonic())

    async def _fetch(self, seconds: int) -> None:
        offset = await self._offsets.for_next_poll()
        arguments = {"offset": offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        try:
            batch = await self._bot.do_api_request(
                "getUpdates", arguments, read_timeout=seconds + self._timing.answer
            )
        except (KeyError, TypeError):
            batch = None
        if not isinstance(batch, list) or not all(map(is_update, batch)):
            raise TelegramError("what came is no list of updates")
        for item in () if self._stop.is_set() else batch:
            if not self._offsets.knows(number := item["update_id"]):
                self._offsets.add(number, item)
                self._receiver.receive(item)

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it does not come again."""
        if self._offsets.lowest:
            try:
                await asyncio.wait_for(self._fetch(0), self._timing.confirm)
            except (TelegramError, TimeoutError) as error:
                log.warning("the last updates were not confirmed and may come again (%s)", named(error))
