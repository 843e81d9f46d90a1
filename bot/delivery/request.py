"""python-telegram-bot's HTTP on reqwest: a third of the CPU time of aiohttp, which took a quarter of httpx'.

Errors are those of python-telegram-bot's `HTTPXRequest`: `TimedOut` and `NetworkError`. Their
cause, a `NoAnswerError`, tells whether the request may have been sent.
"""

import json
from datetime import timedelta
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import BuilderError, DetailedPyreqwestError, PoolTimeoutError, RequestTimeoutError
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.failures import NoAnswerError

CONNECTIONS = 64
"""Connections to Telegram at once; more requests than that wait for one to become free."""
KEEP_ALIVE_SECONDS = 90.0
"""How long an idle connection is kept; else a quiet bot would make one, with TLS, for every reply."""
CONNECT_SECONDS = 5.0
"""How long a connection may take to come about, and how long a free one is waited for."""
ANSWER_SECONDS = 10.0
"""How long Telegram may take to answer, from when the request is begun."""
CONNECTING = "client error (Connect)"
"""How reqwest names the step in which nothing was sent: its classes do not tell it from those after."""

Seconds = Any
"""python-telegram-bot's: a number, or None or its own mark for what is not given."""


class ReqwestRequest(BaseRequest):
    """Sends requests to the Bot API. Sends no files: no method that this bot calls takes one.

    A proxy of the environment (HTTPS_PROXY, NO_PROXY) is used, and the system's certificates.
    """

    def __init__(self) -> None:
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that Telegram may take to answer, where a call does not say otherwise."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._client is None:
            self._client = (
                ClientBuilder()
                .max_connections(CONNECTIONS)
                .pool_idle_timeout(timedelta(seconds=KEEP_ALIVE_SECONDS))
                .pool_timeout(timedelta(seconds=CONNECT_SECONDS))
                .connect_timeout(timedelta(seconds=CONNECT_SECONDS))
                .timeout(timedelta(seconds=ANSWER_SECONDS))
                .follow_redirects(enable=False)
                .user_agent(self.USER_AGENT)
                .default_headers({"Content-Type": "application/json"})
                .build()
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of read_timeout
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one for all requests
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one for all requests
    ) -> tuple[int, bytes]:
        """Send a request and return the answer's status and body.

        Raises:
            TimedOut: if no connection came about, or no answer came, in time.
            NetworkError: if no connection came about, or it broke.
        """
        if self._client is None:
            raise RuntimeError("the connections to Telegram are not open")
        try:
            request = self._client.request(method, url)
            if request_data:
                request.body_bytes(json.dumps(request_data.parameters).encode())
            if read_timeout not in {None, self.DEFAULT_NONE}:
                request.timeout(timedelta(seconds=read_timeout))
            answer = await request.build().send()
            return answer.status, (await answer.bytes()).to_bytes()
        except DetailedPyreqwestError as error:
            # The class alone, and not as the cause: its texts hold the address, and that the token.
            kind = TimedOut if isinstance(error, RequestTimeoutError) else NetworkError
            raise kind(f"reqwest.{type(error).__name__}") from NoAnswerError(is_sent=_is_sent(error))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return what Telegram answered; python-telegram-bot's own would log it if it is no JSON.

        Raises:
            TelegramError: if it is not what Telegram answers with.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise TelegramError("Invalid server response")
        return answer


def _is_sent(error: DetailedPyreqwestError) -> bool:
    """Say whether anything of a request may have been sent before it failed."""
    if isinstance(error, BuilderError | PoolTimeoutError):
        return False
    return all(cause["message"] != CONNECTING for cause in error.details["causes"] or ())
