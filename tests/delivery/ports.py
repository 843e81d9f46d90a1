"""What tests of servers share: a free port, and how to wait for who is to listen on it."""

import asyncio
import socket

import httpx


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def get(url: str, *, until: int | None = None, seconds: float = 20.0) -> httpx.Response:
    """Get a page, waiting for the server to listen, and for a status if one is given."""
    async with asyncio.timeout(seconds), httpx.AsyncClient() as web:
        while True:
            try:
                answer = await web.get(url)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if until in {None, answer.status_code}:
                return answer
            await asyncio.sleep(0.05)
