"""Updates by webhook: Telegram calls a small web app, which answers 200 once an update was answered.

Always with an empty body: Telegram would execute one that names a method of its. Where another webhook was
set, or a proxy leads its posts astray, there is no error here to notice: that is looked for again and again.
"""

import asyncio
import hmac
import json
import logging
import math
from datetime import datetime
from urllib.parse import unquote, urlsplit

from aiohttp import web
from telegram import WebhookInfo

from bot.handlers import UPDATES
from bot.handlers.live import Live
from bot.incoming.application import Services, running, services_of
from bot.incoming.processor import Receiver
from bot.operations.http_server import pages_of, serving
from bot.operations.startup import stop_on_signals, unless_stopped, wait_for_stop
from bot.operations.timing import Timing
from bot.outgoing.errors import JSONDict, named
from bot.outgoing.retry import UNREACHABLE, reach
from bot.settings import Settings

log = logging.getLogger(__name__)

PATH = "/telegram"
"""Where Telegram posts updates, below WEBHOOK_URL."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
FULL = 256
"""Updates in hand from which on Telegram is asked to come again later."""


async def serve(
    settings: Settings, live: Live, *, stop: asyncio.Event | None = None, timing: Timing = Timing()
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal."""
    stop = stop or stop_on_signals()
    services = services_of(settings, live, timing)
    health, hook = services.health, Webhook(services, stop)
    path = unquote(urlsplit(settings.webhook_url).path) + PATH
    pages = {path: hook.receive, **({} if settings.metrics_port else pages_of(health))}
    public = serving(pages, settings.port, variable="PORT", otherwise=hook.misrouted)
    # Platforms ask for the port soon after the start, however long Telegram lets wait.
    async with public, running(services, stop):
        health.is_up = not stop.is_set()
        try:
            await hook.run()
        finally:
            health.is_up = False
            await hook.queues.settle(timing.grace)
            await hook.queues.drop()


class Webhook:
    """Tells Telegram where to post, receives what it posts, and sets it anew where no posts arrive."""

    def __init__(self, services: Services, stop: asyncio.Event) -> None:
        self._bot, self._metrics, self._health = services.application.bot, services.metrics, services.health
        self._timing, self._stop = services.timing, stop
        self._receiver = Receiver(services, tries_again=False)
        self.queues = self._receiver.queues
        self._url = services.settings.webhook_url + PATH
        self._secret = services.settings.webhook_secret.reveal()
        self._received = 0
        """Posts of Telegram so far, whatever was answered."""
        self._seen: tuple[int, datetime | None] | None = None
        """At the last look: posts so far, and when Telegram last met an error."""

    async def run(self) -> None:
        """Set the webhook (StartUpError if it is refused), then watch it until the process is to end."""
        refused = f"WEBHOOK_URL {self._url.removesuffix(PATH)}"
        await reach(self._set, self._stop, self._timing, refused=refused)
        while not self._stop.is_set():
            try:
                await unless_stopped(self._stop, self._look())
            except UNREACHABLE as error:
                log.warning("the webhook could not be looked at (%s)", named(error))
            await wait_for_stop(self._stop, self._timing.webhook_check)

    async def receive(self, request: web.BaseRequest) -> web.Response:
        """Answer 200 once an update was answered, or needs no answer; Telegram brings it again if not."""
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        if not self._is_from_telegram(request):
            return web.Response(status=403)
        self._received += 1
        if not self._is_open():
            return _later(1)
        try:
            # aiohttp reads a megabyte at most; real updates have a few thousand bytes.
            item: JSONDict = dict(json.loads((await request.read()).decode()))
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except (ConnectionError, ValueError, TypeError, RecursionError):
            return web.Response(status=400)
        # Many may have come in while this one was read.
        return await self._answer(item) if self._is_open() else _later(1)

    async def misrouted(self, request: web.BaseRequest) -> web.Response:
        """Answer 404 on a path that is not ours; say so if Telegram itself was led there."""
        if request.method == "POST" and self._is_from_telegram(request):
            self._metrics.count("webhook_misrouted")
            log.warning(
                "Telegram's post came to another path than that of WEBHOOK_URL with %s behind it: "
                "a proxy on the way changes it", PATH,
            )  # fmt: skip
        return web.Response(status=404)

    def _is_open(self) -> bool:
        return self._health.is_up and len(self.queues.in_hand) < FULL

    def _is_from_telegram(self, request: web.BaseRequest) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        return hmac.compare_digest(given, self._secret.encode())

    async def _answer(self, item: JSONDict) -> web.Response:
        pause = None
        if handling := self._receiver.receive(item):
            # Telegram may hang up, or bring the update once more meanwhile: it is handled to its end, once.
            await asyncio.wait({handling})
            if handling.cancelled():
                return _later(1)
            pause = None if handling.exception() else handling.result()
        return web.Response(status=200) if pause is None else _later(pause)

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=list(UPDATES),
            max_connections=100,  # Telegram allows no more
        )

    async def _look(self) -> None:
        """Compare Telegram's view with ours; not ready is who is not reached."""
        info = await self._bot.get_webhook_info()
        problem = self._problem_of(info)
        self._seen = self._received, info.last_error_date
        if problem:
            log.warning("Telegram's posts do not reach this bot, setting the webhook anew: %s", problem)
            self._health.is_reached = False
            await self._set()
        elif not self._health.is_reached:
            # Also where that is not sure: a platform may send nothing to who is not ready.
            log.info("the webhook is as it should be again")
            self._health.is_reached = True

    def _problem_of(self, info: WebhookInfo) -> str:
        """Return what is wrong, in words for an operator; nothing if nothing is."""
        if info.url != self._url:
            return "another address is set" if info.url else "no address is set any more"
        # While this bot is not ready nobody may have let a post through.
        if self._seen and info.last_error_date and self._health.is_reached:
            posts, error = self._seen
            # Where any post has arrived, the error was one of ours: a 503, to be called again.
            if self._received == posts and info.last_error_date != error:
                return f"Telegram says: {info.last_error_message}"
        return ""


def _later(seconds: float) -> web.Response:
    """Return the answer after which Telegram brings the update again."""
    return web.Response(status=503, headers={"Retry-After": str(math.ceil(seconds))})
