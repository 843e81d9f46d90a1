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
from telegram.ext import AIORateLimiter

from bot.delivery.failures import seconds_of, was_not_taken
from bot.delivery.mending import is_settled, mended
from bot.delivery.metrics import Metrics
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
"""Those that a person waits for. A limit on any other must not hold these up, and the limiter halts all."""

DOUBLED = "sendMessage"
"""The one whose effect doubles if it is carried out twice."""

WITH_TEXT = frozenset({"sendMessage", "editMessageText"})
"""Those that write a message."""

RETRIES = 3
"""How often a request is sent again after Telegram asked to slow down, or could not take it."""
PAUSE = 0.5
"""Seconds before a request that Telegram could not take is sent again; doubled each time."""
LONGEST_WAIT = 2.0
"""Seconds that Telegram may ask to wait and be obeyed here; for longer, the chat gives up its place."""
MENDS = 3
"""How often a refused request is changed and sent once more."""

JSONDict = dict[str, Any]
Callback = Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]]


class ForbiddenRequestError(Exception):
    """A request that must not leave: a programming mistake, never a person's fault."""


class OutgoingGuard(AIORateLimiter):
    """Refuses what must not be sent, keeps to Telegram's rate limits, and sends again what was not taken."""

    def __init__(
        self,
        disclaimer: str,
        metrics: Metrics | None = None,
        per_second: float = FloodLimit.MESSAGES_PER_SECOND,
    ) -> None:
        # Its own way of waiting would make every chat wait for the one that is limited.
        super().__init__(overall_max_rate=per_second, max_retries=0)
        self._disclaimer = disclaimer
        self._metrics = metrics or Metrics()
        self._turns = Turns(places(per_second))

    async def process_request(
        self,
        callback: Callback,
        args: Any,  # noqa: ANN401 - as the base class has it
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
            return await self._watched(callback(*args, **kwargs), endpoint)
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
                if seconds > LONGEST_WAIT or not was_not_taken(error):
                    raise
                log.warning("%s failed (%s), trying again", endpoint, type(error).__name__)
                await asyncio.sleep(seconds or PAUSE * 2**attempt)
        return await self._send_once(callback, kwargs, endpoint, data)

    async def _send_once(
        self, callback: Callback, kwargs: dict[str, Any], endpoint: str, data: dict[str, Any]
    ) -> bool | JSONDict | list[JSONDict]:
        if endpoint == DOUBLED:
            callback = self._in_turn(callback)
        limited = super().process_request(callback, (endpoint, data), kwargs, endpoint, data, None)
        return await self._watched(limited, endpoint)

    def _in_turn(self, callback: Callback) -> Callback:
        """Return a request that waits for its turn when the rate limits let it through.

        What the handlers do once it was carried out, up to the note that the update was answered, waits for
        nothing: the next message has its turn only after that.
        """

        async def request(*args: Any, **kwargs: Any) -> bool | JSONDict | list[JSONDict]:  # noqa: ANN401 - as the base class has them
            async with self._turns.one():
                return await callback(*args, **kwargs)

        return request

    async def _watched(
        self, request: Coroutine[Any, Any, bool | JSONDict | list[JSONDict]], endpoint: str
    ) -> bool | JSONDict | list[JSONDict]:
        """Make a request, and count it if it fails."""
        try:
            return await request
        except TelegramError as error:
            self._metrics.request_failed(endpoint, error)
            raise
