"""The one retry policy: pauses that double, never shorter than Telegram asks for."""

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.errors import StartUpError
from bot.operations.startup import unless_stopped, wait_for_stop
from bot.operations.timing import Timing
from bot.outgoing.errors import named, seconds_of

log = logging.getLogger(__name__)

UNREACHABLE = (TelegramError, KeyError, TypeError)
"""What python-telegram-bot raises where Telegram, or a proxy before it, does not answer as it should."""
UNKNOWN_BOT = (
    "TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, "
    "API Token), or TELEGRAM_API_URL is not a Bot API server"
)
PASSING = re.compile("failed to resolve host|timed out|timeout|connection refused|temporarily")
"""In refusals of an address that Telegram could not reach just now."""


@dataclass(slots=True)
class Backoff:
    """Seconds to wait between attempts: doubling from the first to the longest."""

    first: float
    longest: float
    attempts: int = 0
    """Attempts that failed in a row."""

    def after(self, error: Exception) -> float:
        """Return how long to wait after an attempt that failed."""
        pause = min(self.first * 2.0 ** min(self.attempts, 20), self.longest)
        self.attempts += 1
        return max(pause, seconds_of(error))


async def reach(
    request: Callable[[], Coroutine[Any, Any, object]], stop: asyncio.Event, timing: Timing, *, refused: str
) -> bool:
    """Make a request that the start depends on, until it was made or `stop` is set; say whether it was.

    Raises StartUpError if Telegram refuses the token, or the request (named by `refused`), in its words.
    """
    # A signal that came while there was nothing to wait for is heard first.
    await asyncio.sleep(0)
    backoff = Backoff(timing.first_pause, timing.longest_pause)
    while not stop.is_set():
        try:
            return await unless_stopped(stop, request())
        except (InvalidToken, Forbidden):
            raise StartUpError(UNKNOWN_BOT) from None
        except UNREACHABLE as error:
            why = named(error)
            if isinstance(error, BadRequest):
                why = f"Telegram says: {error.message}"
                if not PASSING.search(error.message.lower()):
                    raise StartUpError(f"Telegram refused {refused}. {why}") from None
            seconds = backoff.after(error)
            log.warning("Telegram can't be reached (%s), trying again in %g s", why, seconds)
            await wait_for_stop(stop, seconds)
    return False
