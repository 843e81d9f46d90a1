"""HTTP/1.1 as lean as plain asyncio allows: what measures or breaks a bot must not be slower than the bot.

It speaks just what bots and the Bot API speak to each other: requests with a Content-Length, one at a time on
a connection that is kept. A handler answers with the bytes to write, or with None to hang up.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([^\r;]*)", re.IGNORECASE)

Answer = bytes | None


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    verb: str
    target: str
    """Path and query."""
    content_type: str
    body: bytes

    @property
    def name(self) -> str:
        """The last part of the path: the method of the Bot API."""
        return self.target.partition("?")[0].rpartition("/")[2]


Handler = Callable[[Request], Answer | Awaitable[Answer]]


def response(status: int, body: bytes, kind: str = "application/json", headers: str = "") -> bytes:
    """An answer as it goes over the wire; `headers` are lines that end with CRLF."""
    head = f"HTTP/1.1 {status} .\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


class _Connection(asyncio.Protocol):
    """One connection from a bot: requests are answered one after the other."""

    def __init__(self, handler: Handler, open_ones: "set[_Connection]") -> None:
        self._handler = handler
        self._open = open_ones
        self._buffer = b""
        self._working: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport = None
        self._open.discard(self)
        if self._working:
            # Who hung up waits for nothing: a poll of a killed bot must not swallow what comes next.
            self._working.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._working is None:
            self._next()

    def close(self) -> None:
        """Hang up at once."""
        if self._transport:
            self._transport.abort()

    def _next(self) -> None:
        asked = self._take()
        if asked is None:
            return
        answer = self._handler(asked)
        if answer is None or isinstance(answer, bytes):
            self._write(answer)
        else:
            self._working = asyncio.ensure_future(answer)
            self._working.add_done_callback(self._done)

    def _take(self) -> Request | None:
        end = self._buffer.find(END)
        if end < 0:
            return None
        head = self._buffer[:end]
        length = LENGTH.search(head)
        whole = end + len(END) + (int(length[1]) if length else 0)
        if len(self._buffer) < whole:
            return None
        body, self._buffer = self._buffer[end + len(END) : whole], self._buffer[whole:]
        verb, target, _ = head.partition(b"\r\n")[0].decode().split(" ", 2)
        kind = _TYPE.search(head)
        return Request(verb, target, kind[1].decode().lower() if kind else "", body)

    def _done(self, working: "asyncio.Future[Answer]") -> None:
        self._working = None
        if not working.cancelled():
            self._write(working.result())
            if self._buffer:
                self._next()

    def _write(self, answer: Answer) -> None:
        if answer is None:
            self.close()
        elif self._transport:
            self._transport.write(answer)


class Server:
    """Serves a handler on a port of the loopback, as an async context manager."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._open: set[_Connection] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Connection(self._handler, self._open), "127.0.0.1", 0, backlog=1000
        )
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server
        self._server.close()
        for connection in list(self._open):
            connection.close()
        await asyncio.sleep(0)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"
