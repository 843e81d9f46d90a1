"""What tests of servers share: a free port, and how to wait for who is to listen on it."""

import asyncio
import contextlib
import random
import socket

import httpx

NEVER_GIVEN = (20_000, 32_000)


def free_port() -> int:
    """Return a port that nobody listens on, of those that no outgoing connection of another test is given."""
    while True:
        port = random.randrange(*NEVER_GIVEN)  # noqa: S311 - no secret
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


async def get(url: str, *, until: int | None = None) -> httpx.Response:
    """Get a page, waiting for the server to listen, and for a status if one is given."""
    async with asyncio.timeout(20), httpx.AsyncClient() as web:
        while True:
            try:
                answer = await web.get(url)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if until in {None, answer.status_code}:
                return answer
            await asyncio.sleep(0.05)
