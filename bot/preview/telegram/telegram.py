"""Telegram for one bot: its state, served over HTTP, and the updates that go to a webhook."""

import asyncio
import contextlib
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from bot.preview.telegram.faults import Faults
from bot.preview.telegram.server import Server
from bot.preview.telegram.state import State
from bot.preview.telegram.webhook import Delivery


class Telegram:
    """Telegram for one bot, as an async context manager.

    The bot is called `name`; updates by webhook are posted to `webhook_target`; `is_light` is for load: see
    `State`.
    """

    def __init__(
        self,
        token: str,
        *,
        name: str = "Stand-in",
        webhook_target: str | Sequence[str] = (),
        faults: Faults | None = None,
        is_light: bool = False,
    ) -> None:
        self.state = State(token, name=name, is_light=is_light)
        self.faults = faults or Faults()
        """What is to go wrong: `add`, `always`, `clear`."""
        self._server = Server(self.state, self.faults)
        targets = (webhook_target,) if isinstance(webhook_target, str) else webhook_target
        self._delivery = Delivery(self.state, self.faults, targets)
        self._delivering: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._server.start()
        self._delivering = asyncio.create_task(self._delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._delivering:
            self._delivering.cancel()
        await self._server.stop()
        if self._delivering:
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivering

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is to be."""
        return self._server.url
