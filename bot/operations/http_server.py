"""A web app served on a port, by uvicorn, for as long as a context lasts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import StartUpError

CLOSING_SECONDS = 1
"""How long answers that are under way may take when all is done."""


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, port: int, *, variable: str) -> AsyncIterator[None]:
    """Serve a web app.

    Raises:
        StartUpError: naming the variable, if the port can't be listened on.
    """
    server = _Server(
        uvicorn.Config(
            app,
            host="0.0.0.0",  # noqa: S104 - platforms route from outside to PORT
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
    )
    task = asyncio.create_task(_serve(server, f"{variable} {port}"))
    try:
        await _started(server, task)
        yield
    finally:
        server.should_exit = True
        await asyncio.wait({task})


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: ours end the process with exit code 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


async def _serve(server: uvicorn.Server, where: str) -> None:
    try:
        await server.serve()
    except SystemExit:
        raise StartUpError(f"{where} can't be listened on: is another process using it?") from None


async def _started(server: uvicorn.Server, task: "asyncio.Task[None]") -> None:
    """Wait until the server listens: Telegram must not be told before."""
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    if task.done():
        task.result()
