"""What an error of a request to Telegram means: was it carried out, and is it worth another try."""

from datetime import timedelta

import aiohttp
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""What aiohttp raises before anything was sent: no address, no connection, none in time."""
GATEWAY_TIMEOUT = "Gateway Time"
"""In the text of a 504, by whose sender the request may have been passed on."""


def was_not_taken(error: TelegramError) -> bool:
    """Say whether Telegram surely did not carry the request out, so that sending it again doubles nothing.

    True for answers like 429 and 502, and where no connection came about; not for a connection that broke or
    timed out after the request was sent, nor for a request that Telegram refuses.
    """
    if isinstance(error, RetryAfter | InvalidToken | Conflict) or isinstance(error.__cause__, NOT_SENT):
        return True
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest | TimedOut):
        return False
    # A 502 whose body is no JSON is raised from the failure to read it.
    is_answer = error.__cause__ is None or isinstance(error.__cause__, TelegramError)
    return is_answer and GATEWAY_TIMEOUT not in error.message


def may_pass(error: TelegramError) -> bool:
    """Say whether waiting may mend the error: it is about Telegram's state, not about the request.

    An answer that makes no sense is python-telegram-bot's plain `TelegramError`.
    """
    is_passing = isinstance(error, RetryAfter | InvalidToken | Conflict | NetworkError)
    return (is_passing and not isinstance(error, BadRequest)) or type(error) is TelegramError


def seconds_of(error: Exception) -> float:
    """Return how long Telegram asks to wait, in seconds; 0 where it does not ask."""
    if not isinstance(error, RetryAfter):
        return 0.0
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
