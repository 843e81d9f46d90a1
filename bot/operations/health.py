"""What a platform asks the bot for over HTTP: is it alive, may it be sent to, how does it fare."""

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router

from bot.operations.http_server import serving
from bot.operations.status import Status

PROMETHEUS = "text/plain; version=0.0.4"

Answer = Callable[[Request], Coroutine[Any, Any, Response]]
"""Async also where nothing is waited for: Starlette would start a thread for a plain function."""


def showing(status: Status, port: int) -> AbstractAsyncContextManager[None]:
    """Show a status on the port of its own that METRICS_PORT names, for as long as the context lasts."""
    return serving(Router(routes(status)), port, variable="METRICS_PORT")


def routes(status: Status) -> list[Route]:
    """Return the routes of a web app that shows a status."""

    async def show_metrics(_: Request) -> Response:
        return Response(status.metrics.text(), media_type=PROMETHEUS)

    return [
        Route("/healthz", _answer(lambda: status.is_healthy)),
        Route("/readyz", _answer(lambda: status.is_ready and status.is_healthy)),
        Route("/metrics", show_metrics),
    ]


def _answer(is_fine: Callable[[], bool]) -> Answer:
    async def answer(_: Request) -> Response:
        return PlainTextResponse("ok\n") if is_fine() else PlainTextResponse("not ok\n", status_code=503)

    return answer
