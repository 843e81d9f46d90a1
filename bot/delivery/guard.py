"""The last gate before the wire: what may be called, and that no message leaves without the disclaimer.

The conversation joins the disclaimer to every reply. Should anything ever go around it, this refuses the
request instead of sending it. As python-telegram-bot's rate limiter it sees every API call but getUpdates.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.failures import seconds_of, was_not_taken
from bot.delivery.limits import Limits
from bot.delivery.mending import is_settled, mended
from bot.delivery.metrics import Metrics
from bot.delivery.timing import Timing
from bot.delivery.turns import Turns, places

log = logging.getLogger(__name__)

ALLOWED = frozenset(
    {
        "getMe",
        "sendMessage",
        "editMessageText",
        "editMessageReplyMarkup",
        "answerCallbackQuery",
        "answerInlineQuery",
        "sendChatAction",
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

TO_A_PERSON = frozenset({"sendMessage", "editMessageText", "answerCallbackQuery", "answerInlineQuery"})
"""Those that a person waits for, and that Telegram limits."""

DOUBLED = "sendMessage"
"""The one whose effect doubles if it is carried out twice."""

WITH_TEXT = frozenset({"sendMessage", "editMessageText"})
"""Those that write a message."""

RETRIES = 3
"""How often a request is sent again after Telegram asked to slow down, or could not take it."""
MENDS = 3
"""How often a refused request is changed and sent once more."""

JSONDict = dict[str, Any]
Callback = Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]]


class ForbiddenRequestError(Exception):
    """A request that must not leave: a programming mistake, never a person's fault."""


class OutgoingGuard(BaseRateLimiter[int]):
    """Refuses what must not be sent, keeps to Telegram's rate limits, and sends again what was not taken."""

    def __init__(
        self,
        disclaimer: str | tuple[str, ...],
        metrics: Metrics | None = None,
        per_second: float = FloodLimit.MESSAGES_PER_SECOND,
        timing: Timing = Timing(),
    ) -> None:
        self._disclaimer = disclaimer
        self._metrics = metrics or Metrics()
        self._limits = Limits(per_second)
        self._turns = Turns(timing.turn, places(per_second))
        self._timing = timing

    async def initialize(self) -> None:
        """Do nothing: there is nothing to start."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to stop."""

    async def process_request(
        self,
        callback: Callback,
        args: Any,  # noqa: ANN401, ARG002 - as the base class has it; the endpoint and the data once more
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - as the base class has it
    ) -> bool | JSONDict | list[JSONDict]:
        """Check a request, then let it pass within the rate limits.

        Raises:
            ForbiddenRequestError: naming the method, never the text.
            TelegramError: if Telegram refuses it, or does not take it now.
        """
        self.check(endpoint, data)
        if endpoint not in TO_A_PERSON:
            return await self._counted(callback, kwargs, endpoint, data)
        for _ in range(MENDS):
            try:
                return await self._send(callback, kwargs, endpoint, data)
            except TelegramError as error:
                if is_settled(error):
                    return True
                changed = mended(error, data)
                if changed is None:
                    raise
                log.warning("%s was refused (%s), sending it changed", endpoint, type(error).__name__)
                self.check(endpoint, changed)
                data = changed
        return await self._send(callback, kwargs, endpoint, data)

    def check(self, endpoint: str, data: dict[str, Any]) -> None:
        """Raise unless this request may leave."""
        if endpoint not in ALLOWED:
            raise ForbiddenRequestError(f"{endpoint} is not among the methods that this bot calls")
        texts = [data.get("text", "")] if endpoint in WITH_TEXT or "text" in data else []
        for result in data.get("results", ()):
            content = getattr(result, "input_message_content", None)
            texts.append(getattr(content, "message_text", ""))
        if not all(str(text).endswith(self._disclaimer) for text in texts):
            raise ForbiddenRequestError(f"{endpoint} without the disclaimer at its end")

    async def _send(
        self, callback: Callback, kwargs: dict[str, Any], endpoint: str, data: dict[str, Any]
    ) -> bool | JSONDict | list[JSONDict]:
        """Send a request, a few times if it was surely not taken."""
        for attempt in range(RETRIES):
            try:
                return await self._send_once(callback, kwargs, endpoint, data)
            except (RetryAfter, NetworkError) as error:
                seconds = seconds_of(error)
                if seconds > self._timing.longest_wait or not was_not_taken(error):
                    raise
                log.warning("%s failed (%s), trying again", endpoint, type(error).__name__)
                await asyncio.sleep(seconds or self._timing.resend_pause * 2**attempt)
        return await self._send_once(callback, kwargs, endpoint, data)

    async def _send_once(
        self, callback: Callback, kwargs: dict[str, Any], endpoint: str, data: dict[str, Any]
    ) -> bool | JSONDict | list[JSONDict]:
        """Send a request as soon as the limits let it through, and a message when it has its turn.

        What the handlers do once it was carried out, up to the note that the update was answered, waits for
        nothing: the next message has its turn only after that.
        """
        await self._limits.wait(data.get("chat_id"))
        if endpoint != DOUBLED:
            return await self._counted(callback, kwargs, endpoint, data)
        async with self._turns.one():
            return await self._counted(callback, kwargs, endpoint, data)

    async def _counted(
        self, callback: Callback, kwargs: dict[str, Any], endpoint: str, data: dict[str, Any]
    ) -> bool | JSONDict | list[JSONDict]:
        """Make a request, and count it if it fails."""
        try:
            return await callback(endpoint, data, **kwargs)
        except TelegramError as error:
            self._metrics.request_failed(endpoint, error)
            raise
