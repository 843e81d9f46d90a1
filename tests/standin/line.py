"""The lean other side of `wire`: one kept connection to a server, to send requests over."""

import asyncio
import re

from tests.standin.wire import END, LENGTH

_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


def request(target: str, body: bytes, host: str, headers: str = "") -> bytes:
    """A POST as it goes over the wire; `headers` are lines that end with CRLF."""
    head = f"POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


class Line(asyncio.Protocol):
    """One kept connection to a server: sends a request, returns status and body of the answer."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def open(cls, host: str, port: int) -> "Line":
        """Connect."""
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(cls, host, port)
        return line

    @property
    def is_open(self) -> bool:
        """Whether another request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    async def send(self, raw: bytes, seconds: float) -> tuple[int, bytes]:
        """Send a request and wait for the answer.

        Raises:
            ConnectionError: if the other side hangs up.
            TimeoutError: if it does not answer in time.
        """
        if self._transport is None:
            raise ConnectionResetError("the connection is closed")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(raw)
        try:
            async with asyncio.timeout(seconds):
                return await self._answer
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.abort()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio has connected."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio has lost the connection."""
        self._transport = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionResetError(str(exc or "the other side hung up")))

    def data_received(self, data: bytes) -> None:
        """A piece of the answer has come."""
        self._buffer += data
        end = self._buffer.find(END)
        if end < 0 or not self._answer or self._answer.done():
            return
        head, body = self._buffer[:end], self._buffer[end + len(END) :]
        length = LENGTH.search(head)
        whole = len(body) >= int(length[1]) if length else True
        if _CHUNKED.search(head):
            whole = body.endswith(b"0" + END)
        if whole:
            self._buffer = b""
            self._answer.set_result((int(head.split(b" ", 2)[1]), body))
