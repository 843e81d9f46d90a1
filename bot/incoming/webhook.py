"""Updates by webhook: Telegram calls a small web app, which answers 200 once an update was answered.

Always with an empty body: Telegram would execute one that names a method of its.
"""

import asyncio
import hmac
import json
import logging
import math
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from aiohttp import web

from bot.handlers.live import Live
from bot.incoming.application import Services, running, services_of
from bot.incoming.processor import Processor
from bot.incoming.queues import ChatQueues
from bot.incoming.receiver import Receiver
from bot.incoming.webhook_watch import PATH, WebhookWatch
from bot.operations.health import Health
from bot.operations.http_server import pages_of, serving
from bot.operations.startup import stop_on_signals
from bot.operations.timing import Timing
from bot.outgoing.errors import JSONDict
from bot.settings import Settings

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
FULL = 256
"""Updates in hand from which on Telegram is asked to come again later."""


async def serve(
    settings: Settings, live: Live, *, stop: asyncio.Event | None = None, timing: Timing = Timing()
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal."""
    stop = stop or stop_on_signals()
    services = services_of(settings, live, timing)
    queues = ChatQueues(Processor(services), tries_again=False)
    health = Health(services.metrics, timing)
    hook = Webhook(services, queues, is_open=lambda: health.is_up and len(queues.in_hand) < FULL)
    path = unquote(urlsplit(settings.webhook_url).path) + PATH
    pages = {path: hook.receive, **({} if settings.metrics_port else pages_of(health))}
    public = serving(pages, settings.port, variable="PORT", otherwise=hook.misrouted)
    # Platforms ask for the port soon after the start, however long Telegram lets wait.
    async with public, running(services, health, stop):
        health.is_up = not stop.is_set()
        try:
            await WebhookWatch(services, health, stop, lambda: hook.received).run()
        finally:
            health.is_up = False
            await queues.settle(timing.grace)
            await queues.drop()


class Webhook:
    """Receives what Telegram posts."""

    def __init__(self, services: Services, queues: ChatQueues, *, is_open: Callable[[], bool]) -> None:
        self._receiver = Receiver(services, queues)
        self._secret = services.settings.webhook_secret.reveal().encode()
        self._metrics = services.metrics
        self._is_open = is_open
        self.received = 0
        """Posts of Telegram so far, whatever was answered."""

    async def receive(self, request: web.BaseRequest) -> web.Response:
        """Answer 200 once an update was answered, or needs no answer; Telegram brings it again if not."""
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        if not self._is_from_telegram(request):
            return web.Response(status=403)
        self.received += 1
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

    def _is_from_telegram(self, request: web.BaseRequest) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        return hmac.compare_digest(given, self._secret)

    async def _answer(self, item: JSONDict) -> web.Response:
        pause = None
        if handling := self._receiver.receive(item):
            # Telegram may hang up, or bring the update once more meanwhile: it is handled to its end, once.
            await asyncio.wait({handling})
            if handling.cancelled():
                return _later(1)
            pause = None if handling.exception() else handling.result()
        return web.Response(status=200) if pause is None else _later(pause)


def _later(seconds: float) -> web.Response:
    """Return the answer after which Telegram brings the update again."""
    return web.Response(status=503, headers={"Retry-After": str(math.ceil(seconds))})
