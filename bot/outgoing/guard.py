"""The last gate before the wire: what may be called, and that no message leaves without the disclaimer.

As python-telegram-bot's rate limiter it sees every API call but getUpdates.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.operations.metrics import Metrics
from bot.operations.timing import Timing
from bot.outgoing.errors import ErrorKind, JSONDict, corrected, kind_of, named, seconds_of
from bot.outgoing.rate_limits import SendLimits, Turns
from bot.outgoing.retry import Backoff

log = logging.getLogger(__name__)

ALLOWED = frozenset({
    "getMe", "sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery",
    "answerInlineQuery", "sendChatAction", "getMyCommands", "setMyCommands", "getMyDescription",
    "setMyDescription", "getMyShortDescription", "setMyShortDescription", "getWebhookInfo", "setWebhook",
    "deleteWebhook",
})  # fmt: skip
"""The API methods that this bot calls, besides getUpdates, which sends nothing and passes by the guard."""

TO_A_PERSON = frozenset({"sendMessage", "editMessageText", "answerCallbackQuery", "answerInlineQuery"})
"""Those that a person waits for, and that Telegram limits."""

RETRIES = 3
"""How often a request is sent again, changed or as it is."""

Result = bool | JSONDict | list[JSONDict]


class ForbiddenRequestError(Exception):
    """A request that must not leave: a mistake of the program. It names the method, never the text."""


class OutgoingGuard(BaseRateLimiter[int]):
    """Refuses what must not be sent, keeps to Telegram's rate limits, and sends again what was not taken."""

    def __init__(
        self,
        disclaimers: Callable[[], tuple[str, ...]],
        metrics: Metrics | None = None,
        per_second: int = FloodLimit.MESSAGES_PER_SECOND,
        timing: Timing = Timing(),
    ) -> None:
        self._disclaimers = disclaimers
        self._metrics = metrics or Metrics()
        self._limits = SendLimits(per_second)
        self._turns = Turns(timing.turn, per_second)
        self._timing = timing

    async def initialize(self) -> None:
        """Do nothing: there is nothing to start, and nothing to stop."""

    shutdown = initialize

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,  # noqa: ANN401, ARG002 - as the base class has it; the endpoint and the data once more
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - as the base class has it
    ) -> Result:
        """Check a request and let it pass within the limits; `Forbidden` is raised where none may write."""
        backoff = Backoff(self._timing.resend_pause, self._timing.longest_pause)
        while True:
            self.check(endpoint, data)
            chat = data.get("chat_id") if endpoint in TO_A_PERSON else None
            # What comes after it, up to the note that the update was answered, waits for nothing: the next
            # message has its turn only after that.
            turn = self._turns.turn() if endpoint == "sendMessage" else contextlib.nullcontext()
            try:
                async with self._limits.allowed(chat), turn:
                    return await callback(endpoint, data, **kwargs)
            except TelegramError as error:
                self._metrics.count("api_errors", endpoint, type(error).__name__)
                if endpoint not in TO_A_PERSON:
                    raise
                kind = kind_of(error)
                if kind is ErrorKind.SETTLED:
                    return True
                if kind is ErrorKind.UNWELCOME and not isinstance(error, Forbidden):
                    raise Forbidden(error.message) from error
                changed = corrected(error, data)
                is_passing = kind is ErrorKind.NOT_TAKEN and isinstance(error, RetryAfter | NetworkError)
                is_brief = is_passing and seconds_of(error) <= self._timing.longest_wait
                if backoff.attempts == RETRIES or not (changed or is_brief):
                    raise
                log.warning("%s failed (%s), sending it again", endpoint, named(error))
                pause = backoff.after(error)
                if changed is None:
                    await asyncio.sleep(pause)
                data = changed or data

    def check(self, endpoint: str, data: dict[str, Any]) -> None:
        """Raise unless this request may leave."""
        if endpoint not in ALLOWED:
            raise ForbiddenRequestError(f"{endpoint} is not among the methods that this bot calls")
        contents = [getattr(result, "input_message_content", None) for result in data.get("results", ())]
        texts = [getattr(content, "message_text", "") for content in contents]
        if "text" in data or endpoint in {"sendMessage", "editMessageText"}:
            texts.append(data.get("text", ""))
        if not all(str(text).endswith(self._disclaimers()) for text in texts):
            raise ForbiddenRequestError(f"{endpoint} without the disclaimer at its end")
