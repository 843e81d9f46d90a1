"""python-telegram-bot's HTTP on aiohttp: a quarter of the CPU time that its own takes on httpx.

Errors are those of its `HTTPXRequest`, each with aiohttp's exception as its cause.
"""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.operations.timing import Timing
from bot.settings import Secret

CONNECTIONS = 64
"""Connections to Telegram at once; more requests than that wait for one to become free."""
KEEP_ALIVE_SECONDS = 90.0
"""How long an idle connection is kept; else a quiet bot would make one, with TLS, for every reply."""
HEADERS = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}


class AiohttpRequest(BaseRequest):
    """Sends requests to the Bot API. Sends no files: no method that this bot calls takes one."""

    def __init__(self, timing: Timing = Timing(), proxy: Secret | None = None) -> None:
        self._timing = timing
        self._proxy = proxy.reveal() if proxy else None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that Telegram may take to answer, where a call does not say otherwise."""
        return self._timing.read

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=HEADERS,
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **timeouts: Any,  # noqa: ANN401 - as the base class has them
    ) -> tuple[int, bytes]:
        """Send a request and return the answer's status and body, or raise TimedOut or NetworkError."""
        if self._session is None or self._session.closed:
            raise RuntimeError("the connections to Telegram are not open")
        data = json.dumps(request_data.parameters).encode() if request_data else None
        given, connect = timeouts.get("read_timeout", self.DEFAULT_NONE), self._timing.connect
        read = self._timing.read if given is self.DEFAULT_NONE else given
        # In total too: an answer that drips in would never be late.
        timeout = aiohttp.ClientTimeout(total=connect + read, connect=connect, sock_read=read)
        try:
            async with self._session.request(
                method, url, data=data, allow_redirects=False, timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # The class alone: texts of exceptions may hold the address, and that the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return what Telegram answered, or raise TelegramError where it makes no sense.

        python-telegram-bot's own logs what is no JSON, and chokes on parameters that are no whole numbers.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise TelegramError("Invalid server response") from error
        is_known = isinstance(answer, dict) and answer.keys() & {"result", "description"}
        if not is_known or not isinstance(answer.get("description", ""), str):
            raise TelegramError("Invalid server response")
        if "parameters" in answer:
            given = answer["parameters"]
            known = given.items() if isinstance(given, dict) else ()
            answer["parameters"] = {name: value for name, value in known if type(value) is int}
        return dict(answer)
