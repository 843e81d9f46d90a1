"""The last gate before the wire: what may be called, and that no message leaves without the disclaimer.

The conversation joins the disclaimer to every reply. Should anything ever go around it, this refuses the
request instead of sending it. As python-telegram-bot's rate limiter it sees every API call but getUpdates.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import AIORateLimiter

log = logging.getLogger(__name__)

ALLOWED = frozenset(
    {
        "getMe",
        "sendMessage",
        "answerCallbackQuery",
        "getMyCommands",
        "setMyCommands",
        "getMyDescription",
        "setMyDescription",
        "getMyShortDescription",
        "setMyShortDescription",
        "setWebhook",
        "deleteWebhook",
    }
)
"""The API methods that this bot calls, besides getUpdates, which sends nothing and passes by the guard."""

TO_A_PERSON = frozenset({"sendMessage", "answerCallbackQuery"})
"""Those that a person waits for. A limit on any other must not hold these up, and the limiter halts all."""

RETRIES = 3
"""How often a request is sent again after Telegram asked to slow down, or could not take it."""
PAUSE = 0.5
"""Seconds before a request that Telegram could not take is sent again; doubled each time."""

JSONDict = dict[str, Any]
Callback = Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]]


class ForbiddenRequestError(Exception):
    """A request that must not leave: a programming mistake, never a person's fault."""


class OutgoingGuard(AIORateLimiter):
    """Refuses what must not be sent, and keeps to Telegram's rate limits."""

    def __init__(self, disclaimer: str) -> None:
        # Its own way of waiting would make every chat wait for the one that is limited.
        super().__init__(max_retries=0)
        self._disclaimer = disclaimer

    async def process_request(
        self,
        callback: Callback,
        args: Any,  # noqa: ANN401 - as the base class has it
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Check a request, then let it pass within the rate limits.

        Raises:
            ForbiddenRequestError: naming the method, never the text.
        """
        self.check(endpoint, data)
        if endpoint not in TO_A_PERSON:
            return await callback(*args, **kwargs)
        for attempt in range(RETRIES):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except (RetryAfter, NetworkError) as error:
                if isinstance(error, NetworkError) and not was_not_taken(error):
                    raise
                log.warning("%s failed (%s), trying again", endpoint, type(error).__name__)
                await asyncio.sleep(seconds_of(error) or PAUSE * 2**attempt)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    def check(self, endpoint: str, data: dict[str, Any]) -> None:
        """Raise unless this request may leave."""
        if endpoint not in ALLOWED:
            raise ForbiddenRequestError(f"{endpoint} is not among the methods that this bot calls")
        is_message = endpoint == "sendMessage" or "text" in data
        if is_message and not str(data.get("text", "")).endswith(self._disclaimer):
            raise ForbiddenRequestError(f"{endpoint} without the disclaimer at its end")


def was_not_taken(error: NetworkError) -> bool:
    """Say whether Telegram surely did not carry the request out, so that sending it again doubles nothing.

    True for answers like 502, and where no connection came about; not for a connection that broke or timed
    out after the request was sent, nor for a request that Telegram refuses.
    """
    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return True
    if isinstance(error, BadRequest | TimedOut):
        return False
    # A 502 whose body is no JSON is raised from the failure to read it.
    return cause is None or isinstance(cause, TelegramError)


def seconds_of(error: Exception) -> float:
    """Return how long Telegram asks to wait, in seconds; 0 where it does not ask."""
    if not isinstance(error, RetryAfter):
        return 0.0
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
