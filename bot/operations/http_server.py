"""A web server on a port, for as long as a context lasts: aiohttp's, with bounds on who may use up what.

Bounded before anything is believed: bytes and time of a request's head, and connections. Of too many, those
are closed that have waited longest without a whole request, as an attacker's have.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from typing import Any

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from bot.errors import StartUpError
from bot.operations.health import Health

HEAD_LINE, HEAD_LINES = 4_096, 48
"""Bytes of one line of a request's head, and lines of it, at most."""
HEAD_SECONDS = 15.0
"""How long a connection may be open without a whole head, the first or the next one."""
LINGER_SECONDS = 2.0
"""For how long the body of a refused request is read and thrown away, so that its sender gets the answer."""
CONNECTIONS = 512
"""Connections at once; Telegram opens 100."""

Answer = Callable[[web.BaseRequest], Coroutine[Any, Any, web.Response]]


async def not_found(_: web.BaseRequest) -> web.Response:
    """Answer on a path that is none of ours."""
    return web.Response(status=404)


@contextlib.asynccontextmanager
async def serving(
    pages: Mapping[str, Answer], port: int, *, variable: str, host: str = "", otherwise: Answer = not_found
) -> AsyncIterator[None]:
    """Answer requests by path on a port of `host`, by default of every address; `variable` names the port."""
    bounded = _Bounded(pages, otherwise)
    # A machine may have no address of IPv6, though its system knows it.
    for address in (host,) if host else (None, "0.0.0.0"):  # noqa: S104 - it is to be reached
        with contextlib.suppress(OSError):
            server = await asyncio.get_running_loop().create_server(bounded, address, port, backlog=1024)
            break
    else:
        raise StartUpError(f"{variable} {port} can't be listened on: is another process using it?")
    try:
        yield
    finally:
        server.close()
        bounded.pre_shutdown()
        await bounded.shutdown(timeout=1.0)
        await server.wait_closed()


def pages_of(health: Health) -> Mapping[str, Answer]:
    """Return the pages that a platform asks for, by path."""

    async def verdict(request: web.BaseRequest) -> web.Response:
        is_fine = health.is_healthy if request.path == "/healthz" else health.is_ready
        return web.Response(text="ok\n") if is_fine else web.Response(text="not ok\n", status=503)

    async def metrics(_: web.BaseRequest) -> web.Response:
        return web.Response(
            body=generate_latest(health.metrics.registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        )

    return {"/healthz": verdict, "/readyz": verdict, "/metrics": metrics}


class _Bounded(web.Server):
    """Answers by path, and keeps the connections within their number."""

    def __init__(self, pages: Mapping[str, Answer], otherwise: Answer) -> None:
        super().__init__(
            self._handle,
            access_log=None,
            keepalive_timeout=HEAD_SECONDS,
            lingering_time=LINGER_SECONDS,
            max_line_size=HEAD_LINE,
            max_field_size=HEAD_LINE,
            max_headers=HEAD_LINES,
        )
        self._pages, self._otherwise = pages, otherwise
        self._answering: set[object] = set()
        """Connections with a request that is being answered."""

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        self._answering.add(request.protocol)
        try:
            response = await self._pages.get(request.path, self._otherwise)(request)
        finally:
            self._answering.discard(request.protocol)
        # aiohttp would name itself and Python, with their versions.
        response.headers["Server"] = "b12bot"
        return response

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Take a connection in; close the oldest one that waits, if there are too many."""
        super().connection_made(handler, transport)
        if len(self.connections) > CONNECTIONS:
            waiting = (one for one in self.connections if one not in self._answering)
            next(waiting, handler).force_close()
