"""Tells Telegram where to post updates, and looks again and again whether its posts arrive.

Where another webhook was set, or a proxy leads them astray, there is no error here to notice.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import WebhookInfo

from bot.handlers import UPDATES
from bot.incoming.application import Services
from bot.operations.health import Health
from bot.operations.startup import unless_stopped, wait_for_stop
from bot.outgoing.errors import named
from bot.outgoing.retry import UNREACHABLE, reach

log = logging.getLogger(__name__)

PATH = "/telegram"
"""Where Telegram posts updates, below WEBHOOK_URL."""


@dataclass
class WebhookWatch:
    """Sets the webhook, and sets it anew where Telegram's posts do not arrive."""

    services: Services
    health: Health
    stop: asyncio.Event
    received: Callable[[], int]
    """How many posts came so far."""
    _seen: tuple[int, datetime | None] | None = None
    """At the last look: posts so far, and when Telegram last met an error."""

    @property
    def _url(self) -> str:
        return self.services.settings.webhook_url + PATH

    async def run(self) -> None:
        """Set the webhook (StartUpError if it is refused), then watch it until the process is to end."""
        refused = f"WEBHOOK_URL {self.services.settings.webhook_url}"
        await reach(self._set, self.stop, self.services.timing, refused=refused)
        while not self.stop.is_set():
            try:
                await unless_stopped(self.stop, self._look())
            except UNREACHABLE as error:
                log.warning("the webhook could not be looked at (%s)", named(error))
            await wait_for_stop(self.stop, self.services.timing.webhook_check)

    async def _set(self) -> None:
        await self.services.application.bot.set_webhook(
            self._url,
            secret_token=self.services.settings.webhook_secret.reveal(),
            allowed_updates=list(UPDATES),
            max_connections=100,  # Telegram allows no more
        )

    async def _look(self) -> None:
        """Compare Telegram's view with ours; not ready is who is not reached."""
        info = await self.services.application.bot.get_webhook_info()
        problem = self._problem_of(info)
        self._seen = self.received(), info.last_error_date
        if problem:
            log.warning("Telegram's posts do not reach this bot, setting the webhook anew: %s", problem)
            self.health.is_reached = False
            await self._set()
        elif not self.health.is_reached:
            # Also where that is not sure: a platform may send nothing to who is not ready.
            log.info("the webhook is as it should be again")
            self.health.is_reached = True

    def _problem_of(self, info: WebhookInfo) -> str:
        """Return what is wrong, in words for an operator; nothing if nothing is."""
        if info.url != self._url:
            return "another address is set" if info.url else "no address is set any more"
        # While this bot is not ready nobody may have let a post through.
        if self._seen and info.last_error_date and self.health.is_reached:
            posts, error = self._seen
            # Where any post has arrived, the error was one of ours: a 503, to be called again.
            if self.received() == posts and info.last_error_date != error:
                return f"Telegram says: {info.last_error_message}"
        return ""
