"""python-telegram-bot's Bot, with a short way for requests that are written as Telegram has them."""

from dataclasses import dataclass
from typing import Any, cast

from telegram import TelegramObject
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.operations.timing import Timing
from bot.outgoing.guard import JSONDict, OutgoingGuard
from bot.outgoing.transport import AiohttpRequest
from bot.settings import Secret

UPDATES = "getUpdates"
"""It waits for as long as half a minute, and has connections of its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """Stands in for python-telegram-bot's `RequestData`, of which our request layer asks nothing else."""

    parameters: JSONDict


class Api(ExtBot[int]):
    """Makes the calls of this bot, each but getUpdates behind the outgoing guard."""

    def __init__(
        self, token: str, api_url: str, guard: OutgoingGuard, timing: Timing, proxy: Secret | None = None
    ) -> None:
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=(request := AiohttpRequest(timing, proxy)),
            get_updates_request=(polling := AiohttpRequest(timing, proxy)),
            rate_limiter=guard,
        )
        self._connections = (request, polling)
        # The base class builds it anew from its parts for each call.
        self._guard = guard

    async def do_api_request(
        self,
        endpoint: str,
        api_kwargs: JSONDict | None = None,
        return_type: type[TelegramObject] | None = None,
        **given: Any,  # noqa: ANN401 - timeouts, as the base class has them
    ) -> Any:  # noqa: ANN401 - whatever Telegram answers, as the base class has it
        """Make a request whose parameters are what JSON can hold; return what Telegram answers, unparsed.

        The base class takes a fifth of the time of a reply to look for files and dates among them, and to
        recommend a method that would make an object of the answer.
        """
        if endpoint == UPDATES or return_type is not None:
            return await super().do_api_request(endpoint, api_kwargs, return_type, **given)
        data = api_kwargs or {}
        return await self._guard.process_request(self._send, (endpoint, data), given, endpoint, data, None)

    async def close_connections(self) -> None:
        """Close what was opened, also where Telegram refused the first request and nothing was started."""
        for connections in self._connections:
            await connections.shutdown()

    async def _send(self, endpoint: str, data: JSONDict, **given: Any) -> Any:  # noqa: ANN401 - as above
        return await self.request.post(
            f"{self.base_url}/{endpoint}", cast("RequestData", Written(data)), **given
        )
