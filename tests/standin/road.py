"""The road between a bot and the stand-in, on which calls hang, break off, get lost or wrong answers."""

import asyncio
import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.standin.faults import Faults, suffer
from tests.standin.wire import Answer, Request, Server


class Road:
    """A proxy on the loopback, as an async context manager: give its `url` to the bot as TELEGRAM_API_URL.

    `change` is what becomes of the body of each call on the way.
    """

    def __init__(self, to: str, change: Callable[[bytes], bytes] = bytes) -> None:
        self._change = change
        self._to = urlsplit(to)
        self._server = Server(self._pass)
        self.faults = Faults()

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    @property
    def url(self) -> str:
        """Where it begins."""
        return self._server.url

    async def _pass(self, request: Request) -> Answer:
        fault = self.faults.take(request.name)
        if fault is None:
            return await self._forward(request)
        return await suffer(fault, lambda: self._forward(request))

    async def _forward(self, request: Request) -> Answer:
        """Carry a call over a connection of its own, which ends with the bot's."""
        try:
            reader, writer = await asyncio.open_connection(self._to.hostname, self._to.port)
        except OSError:
            return None
        body = self._change(request.body)
        try:
            kind = f"Content-Type: {request.content_type}\r\n" if request.content_type else ""
            head = f"{request.verb} {request.target} HTTP/1.1\r\nHost: {self._to.netloc}\r\n{kind}"
            head += f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            return await reader.read() or None
        except OSError:
            return None
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
