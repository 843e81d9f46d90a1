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
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from bot.conversation import Conversation
from bot.handlers import UPDATES
from bot.incoming.application import App, reach, running, stop_on_signals
from bot.incoming.queues import ChatQueues
from bot.incoming.receiver import Intake
from bot.incoming.services import assemble
from bot.operations.health import routes, showing
from bot.operations.http_server import serving
from bot.operations.status import Status
from bot.operations.timing import Timing
from bot.settings import Secret, Settings

log = logging.getLogger(__name__)

PATH = "/telegram"
"""Where Telegram posts updates, below WEBHOOK_URL."""
MAX_BODY = 1_000_000
"""Bytes of an update, at most; real ones have a few thousand."""
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
FULL = 256
"""Updates in hand from which on Telegram is asked to come again later."""
CONNECTIONS = 100
"""Updates that Telegram may bring at once; it allows 100."""


async def serve(
    settings: Settings,
    conversation: Conversation,
    *,
    stop: asyncio.Event | None = None,
    timing: Timing = Timing(),
) -> None:
    """Answer until `stop` is set, by default until the process is asked to end by a signal.

    Raises:
        StartUpError: if Telegram refuses the token or the webhook, or something that is set can't be used.
    """
    stop = stop or stop_on_signals()
    parts = assemble(settings, conversation, timing)
    queues = ChatQueues(parts.processor, tries_again=False)
    status = Status(parts.metrics)
    intake = Intake(parts.application, queues, seen=parts.seen, metrics=parts.metrics)
    hook = Webhook(intake, settings.webhook_secret, is_open=lambda: status.is_ready and len(queues) < FULL)
    async with contextlib.AsyncExitStack() as open_until_the_end:
        # Platforms ask for the port soon after the start, however long Telegram lets wait.
        for app in _apps(settings, hook, status):
            await open_until_the_end.enter_async_context(app)
        await open_until_the_end.enter_async_context(
            running(parts.application, parts.conversation, stop, timing)
        )
        status.is_ready = not stop.is_set()
        try:
            refused = f"WEBHOOK_URL {settings.webhook_url}"
            if await reach(_set_webhook(parts.application, settings), stop, timing, refused=refused):
                await stop.wait()
        finally:
            status.is_ready = False
            await queues.settle(timing.grace)
            await queues.drop()


def _apps(
    settings: Settings, hook: "Webhook", status: Status
) -> Iterator[contextlib.AbstractAsyncContextManager[None]]:
    """Yield the web apps, to be served: the webhook's, and the status on it or on a port of its own."""
    path = urlsplit(settings.webhook_url).path + PATH
    posted = [Route(path, hook, methods=["POST"])]
    if port := settings.metrics_port:
        yield showing(status, port)
    # A router alone: the layers that Starlette puts around one do nothing here, and are asked each time.
    yield serving(Router(posted if port else [*posted, *routes(status)]), settings.port, variable="PORT")


def _set_webhook(application: App, settings: Settings) -> Callable[[], Coroutine[Any, Any, bool]]:
    """Return the request that tells Telegram where to bring updates."""
    return partial(
        application.bot.set_webhook,
        settings.webhook_url + PATH,
        secret_token=settings.webhook_secret.reveal(),
        allowed_updates=list(UPDATES),
        max_connections=CONNECTIONS,
    )


class Webhook:
    """Receives what Telegram posts: an ASGI app, called for each request."""

    def __init__(self, intake: Intake, secret: Secret, *, is_open: Callable[[], bool]) -> None:
        self._intake = intake
        self._secret = secret.reveal().encode()
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Receive a request and answer it."""
        response = await self.receive(Request(scope, receive))
        await response(scope, receive, send)

    async def receive(self, request: Request) -> Response:
        """Answer 200 once an update was answered, or needs no answer; Telegram brings it again if not."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        if not self._is_open():
            return _later(1)
        try:
            body = await _body(request)
            if body is None:
                return Response(status_code=413)
            item: dict[str, Any] = dict(json.loads(body.decode()))
        except (ClientDisconnect, ValueError, TypeError, RecursionError):
            return Response(status_code=400)
        # Many may have come in while this one was read.
        return await self._answer(item) if self._is_open() else _later(1)

    async def _answer(self, item: dict[str, Any]) -> Response:
        handling = self._intake.receive(item)
        if handling is None:
            return Response(status_code=200)
        # Telegram may hang up, or bring the update once more meanwhile: it is handled to its end, once.
        await asyncio.wait({handling})
        if handling.cancelled():
            return _later(1)
        failed = handling.exception() is not None
        pause = None if failed else handling.result()
        return Response(status_code=200) if pause is None else _later(pause)


def _later(seconds: float) -> Response:
    """Return the answer after which Telegram brings the update again."""
    return Response(status_code=503, headers={"Retry-After": str(math.ceil(seconds))})


async def _body(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is known to be too long.

    Raises:
        ClientDisconnect: if it breaks off.
    """
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
