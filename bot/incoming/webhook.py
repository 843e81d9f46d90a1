"""Updates by webhook: Telegram calls a small web app, which answers 200 once an update was answered.

The secret is compared before the body is read, the body is bounded, and the answer is always empty: Telegram
would execute a body that names one of its methods.
"""

import asyncio
import contextlib
import hmac
import json
import logging
import math
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from aiohttp import web

from bot.handlers.live import Live
from bot.incoming.application import running, services_of
from bot.incoming.processor import Processor
from bot.incoming.queues import ChatQueues
from bot.incoming.receiver import Receiver
from bot.incoming.webhook_watch import PATH, WebhookWatch
from bot.operations.health import Health
from bot.operations.http_server import pages_of, routed, serving
from bot.operations.metrics import Metrics
from bot.operations.startup import stop_on_signals
from bot.operations.timing import Timing
from bot.settings import Secret, Settings

log = logging.getLogger(__name__)

MAX_BODY = 1_000_000
"""Bytes of an update, at most; real ones have a few thousand."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
FULL = 256
"""Updates in hand from which on Telegram is asked to come again later."""


async def serve(
    settings: Settings,
    live: Live,
    *,
    stop: asyncio.Event | None = None,
    timing: Timing = Timing(),
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal.

    Raises:
        StartUpError: if Telegram refuses the token or the webhook, or something that is set can't be used.
    """
    stop = stop or stop_on_signals()
    services = services_of(settings, live, timing)
    queues = ChatQueues(Processor(services), tries_again=False)
    health = Health(services.metrics)
    hook = Webhook(
        Receiver(services, queues),
        settings.webhook_secret,
        services.metrics,
        is_open=lambda: health.is_up and len(queues) < FULL,
    )
    pages, port = pages_of(health), settings.metrics_port
    path = unquote(urlsplit(settings.webhook_url).path) + PATH
    public = routed({path: hook.receive, **({} if port else pages)}, hook.misrouted)
    async with contextlib.AsyncExitStack() as open_until_the_end:
        # Platforms ask for the port soon after the start, however long Telegram lets wait.
        if port:
            own = serving(routed(pages), port, variable="METRICS_PORT", host=settings.metrics_host)
            await open_until_the_end.enter_async_context(own)
        await open_until_the_end.enter_async_context(serving(public, settings.port, variable="PORT"))
        await open_until_the_end.enter_async_context(running(services, stop))
        health.is_up = not stop.is_set()
        try:
            await WebhookWatch(services, settings, health, stop, lambda: hook.received).run()
        finally:
            health.is_up = False
            await queues.settle(timing.grace)
            await queues.drop()


class Webhook:
    """Receives what Telegram posts."""

    def __init__(
        self, receiver: Receiver, secret: Secret, metrics: Metrics, *, is_open: Callable[[], bool]
    ) -> None:
        self._receiver = receiver
        self._secret = secret.reveal().encode()
        self._metrics = metrics
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
            body = await _body(request)
            if body is None:
                return web.Response(status=413)
            item: dict[str, Any] = dict(json.loads(body.decode()))
        except (ConnectionError, ValueError, TypeError, RecursionError):
            return web.Response(status=400)
        # Many may have come in while this one was read.
        return await self._answer(item) if self._is_open() else _later(1)

    async def misrouted(self, request: web.BaseRequest) -> web.Response:
        """Answer 404 on a path that is not ours; say so if Telegram itself was led there."""
        if request.method == "POST" and self._is_from_telegram(request):
            self._metrics.misrouted()
            log.warning(
                "Telegram's post came to another path than that of WEBHOOK_URL with %s behind it: "
                "a proxy on the way changes it", PATH,
            )  # fmt: skip
        return web.Response(status=404)

    def _is_from_telegram(self, request: web.BaseRequest) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        return hmac.compare_digest(given, self._secret)

    async def _answer(self, item: dict[str, Any]) -> web.Response:
        handling = self._receiver.receive(item)
        if handling is None:
            return web.Response(status=200)
        # Telegram may hang up, or bring the update once more meanwhile: it is handled to its end, once.
        await asyncio.wait({handling})
        if handling.cancelled():
            return _later(1)
        failed = handling.exception() is not None
        pause = None if failed else handling.result()
        return web.Response(status=200) if pause is None else _later(pause)


def _later(seconds: float) -> web.Response:
    """Return the answer after which Telegram brings the update again."""
    return web.Response(status=503, headers={"Retry-After": str(math.ceil(seconds))})


async def _body(request: web.BaseRequest) -> bytes | None:
    """Return the body, or None as soon as it is known to be too long.

    Raises:
        ConnectionError: if it breaks off.
    """
    if (request.content_length or 0) > MAX_BODY:
        return None
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
