"""Updates by webhook: a small web app that Telegram calls, and that answers 200 once an update was handled.

The secret is compared before the body is read, the body is bounded, and the answer is always empty: Telegram
would execute a body that names one of its methods.
"""

import asyncio
import contextlib
import hmac
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation import Conversation
from bot.delivery.application import App, build, reach, running, stop_on_signals
from bot.delivery.parsing import parse
from bot.errors import StartUpError
from bot.handlers import UPDATES
from bot.settings import Secret, Settings

PATH = "/telegram"
"""Where Telegram posts updates, below WEBHOOK_URL."""
MAX_BODY = 1_000_000
"""Bytes of an update, at most; real ones have a few thousand."""
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
GRACE_SECONDS = 6
"""How long updates in hand may take when the process is asked to end; containers are killed after 10."""


async def serve(settings: Settings, load: Callable[[], Conversation]) -> None:
    """Answer until the process is asked to end.

    Raises:
        StartUpError: if Telegram refuses the token or the webhook, or the port is taken.
    """
    url, secret, port = settings.webhook_url, settings.webhook_secret, settings.port
    stop = stop_on_signals()
    conversation = await asyncio.to_thread(load)
    application = build(settings, conversation)
    set_webhook = partial(
        application.bot.set_webhook,
        url + PATH,
        secret_token=secret.reveal(),
        allowed_updates=list(UPDATES),
    )
    async with running(application, conversation, stop):
        if stop.is_set():
            return
        server = _Server(
            uvicorn.Config(
                web_app(application, secret, urlsplit(url).path + PATH),
                host="0.0.0.0",  # noqa: S104 - platforms route from outside to PORT
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        serving = asyncio.create_task(_run(server, port))
        stopping = asyncio.create_task(_exit_on(stop, server))
        try:
            await _started(server, serving)
            if await reach(set_webhook, stop, refused=f"WEBHOOK_URL {url}"):
                await serving
        finally:
            server.should_exit = True
            stopping.cancel()
            await asyncio.wait({serving, stopping})


def web_app(application: App, secret: Secret, path: str = PATH) -> Starlette:
    """Return the web app: one route, for Telegram alone."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, secret.reveal().encode()):
            return Response(status_code=403)
        try:
            body = await _body(request)
            if body is None:
                return Response(status_code=413)
            item: dict[str, Any] = dict(json.loads(body))
        except (ClientDisconnect, ValueError, TypeError, RecursionError):
            return Response(status_code=400)
        if update := parse(item, application):
            await application.process_update(update)
        return Response(status_code=200)

    return Starlette(routes=[Route(path, receive, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is known to be too long."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: ours end the process with exit code 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


async def _run(server: uvicorn.Server, port: int) -> None:
    try:
        await server.serve()
    except SystemExit:
        raise StartUpError(f"PORT {port} can't be listened on: is another process using it?") from None


async def _started(server: uvicorn.Server, serving: "asyncio.Task[None]") -> None:
    """Wait until the server listens: Telegram must not be told before."""
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    if serving.done():
        serving.result()


async def _exit_on(stop: asyncio.Event, server: uvicorn.Server) -> None:
    await stop.wait()
    server.should_exit = True
