"""A cable that can be pulled: TCP to a port of this machine, until what is behind it vanishes."""

import asyncio
import ctypes
import socket
import struct
from types import TracebackType
from typing import Self

SO_ATTACH_FILTER = 26
_DROP_ALL = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0))
"""A socket filter of one step: what comes is dropped before TCP sees it, and never acknowledged."""
_FILTER = struct.pack("HL", 1, ctypes.addressof(_DROP_ALL))


class Relay:
    """Forwards what is sent to its port, both ways."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._is_gone = False
        self._lines: list[asyncio.StreamWriter] = []
        self._pumps: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._pumps:
            task.cancel()
        for line in self._lines:
            line.transport.abort()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    def vanish(self) -> None:
        """Let neither end hear of the other any more: no data, no end, no answer to a keepalive."""
        self._is_gone = True
        for line in (line for line in self._lines if not line.is_closing()):
            line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, _FILTER)

    def come_back(self) -> None:
        """Forward again what connects from now on."""
        self._is_gone = False

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.append(writer)
        if self._is_gone:
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._lines.append(far_writer)
        for one, other in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pump(one, other))
            self._pumps.add(task)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            if self._is_gone:
                return
            writer.write(data)
        if not self._is_gone:
            writer.close()
