"""The last gate before the wire: what may be called, and that no message leaves without the disclaimer.

The conversation joins the disclaimer to every reply. Should anything ever go around it, this refuses the
request instead of sending it. As python-telegram-bot's rate limiter it sees every API call but getUpdates.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram._utils.types import JSONDict
from telegram.ext import AIORateLimiter

ALLOWED = frozenset(
    {
        "getMe",
        "getUpdates",
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
"""The API methods that this bot calls; nothing else leaves the house."""

RETRIES = 3
"""How often a request is sent again after Telegram asked to slow down."""

Callback = Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]]


class ForbiddenRequestError(Exception):
    """A request that must not leave: a programming mistake, never a person's fault."""


class OutgoingGuard(AIORateLimiter):
    """Refuses what must not be sent, and keeps to Telegram's rate limits."""

    def __init__(self, disclaimer: str) -> None:
        super().__init__(max_retries=RETRIES)
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
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    def check(self, endpoint: str, data: dict[str, Any]) -> None:
        """Raise unless this request may leave."""
        if endpoint not in ALLOWED:
            raise ForbiddenRequestError(f"{endpoint} is not among the methods that this bot calls")
        is_message = endpoint == "sendMessage" or "text" in data
        if is_message and not str(data.get("text", "")).endswith(self._disclaimer):
            raise ForbiddenRequestError(f"{endpoint} without the disclaimer at its end")
