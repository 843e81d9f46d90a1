"""What an error of a request to Telegram means, in one place: what may be done about it, what is logged."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto
from html import unescape
from typing import Any

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

JSONDict = dict[str, Any]


class ErrorKind(Enum):
    """What an error says about its request."""

    NOT_TAKEN = auto()
    """Telegram surely did not carry it out: sent again, later, it doubles nothing."""
    UNCLEAR = auto()
    """Nobody knows whether it was carried out: sent again, it may come twice."""
    SETTLED = auto()
    """It needs no doing any more."""
    UNWELCOME = auto()
    """The bot may not write there: it was blocked or put out, the topic is closed, it has no right to."""
    REFUSED = auto()
    """Telegram refuses it for good: a mistake of ours."""


NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""What aiohttp raises before anything was sent: no address, no connection, none in time."""
GATEWAY_TIMEOUT = "Gateway Time"
"""In the text of a 504, by whose sender the request may have been passed on."""
SETTLED_WORDS = re.compile("message is not modified|query is too old|query id is invalid")
"""In refusals where the message stands as it should, or nobody waits for the tap any more."""
UNWELCOME_WORDS = re.compile(
    "topic_closed|not enough rights|have no rights|chat_write_forbidden|chat_restricted"
    "|chat_send_plain_forbidden|need administrator rights|user_is_blocked|user is deactivated"
)
"""In refusals, as Telegram words them, that come as a bad request and are about the chat."""
GONE = {
    "message to be replied not found": "reply_parameters",
    "replied message not found": "reply_parameters",
    "message thread not found": "message_thread_id",
}
"""Refusals that are mended by leaving a parameter out."""

CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "DNS: no such host"),
    (aiohttp.ClientConnectorCertificateError, "certificate not trusted"),
    (aiohttp.ClientSSLError, "TLS failed"),
    (ConnectionRefusedError, "connection refused"),
    (aiohttp.ConnectionTimeoutError, "no connection in time"),
    (aiohttp.SocketTimeoutError, "no answer in time"),
    (aiohttp.ServerDisconnectedError, "connection closed"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.ClientOSError, "connection broken"),
)
"""Why a connection is lost, in words for an operator; the first that fits."""
_TAG = re.compile(r"<[^<>]*>")


def kind_of(error: TelegramError) -> ErrorKind:
    """Return the kind of an error; a plain `TelegramError` is an answer without sense."""
    if isinstance(error, BadRequest | Forbidden | ChatMigrated):
        reason = error.message.lower()
        if isinstance(error, Forbidden) or UNWELCOME_WORDS.search(reason):
            return ErrorKind.UNWELCOME
        return ErrorKind.SETTLED if SETTLED_WORDS.search(reason) else ErrorKind.REFUSED
    if isinstance(error, RetryAfter | InvalidToken | Conflict) or isinstance(error.__cause__, NOT_SENT):
        return ErrorKind.NOT_TAKEN
    if isinstance(error, TimedOut) or type(error) is TelegramError:
        return ErrorKind.UNCLEAR
    # A 502 whose body is no JSON is raised from the failure to read it.
    is_answer = error.__cause__ is None or isinstance(error.__cause__, TelegramError)
    return ErrorKind.NOT_TAKEN if is_answer and GATEWAY_TIMEOUT not in error.message else ErrorKind.UNCLEAR


def may_pass(error: TelegramError) -> bool:
    """Say whether waiting may mend the error: it is about Telegram's state, not about the request."""
    return kind_of(error) in {ErrorKind.NOT_TAKEN, ErrorKind.UNCLEAR}


def seconds_of(error: Exception) -> float:
    """Return how long Telegram asks to wait, in seconds; 0 where it does not ask."""
    if not isinstance(error, RetryAfter):
        return 0.0
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def named(error: BaseException) -> str:
    """Return an error for the log: its class, and why a connection was lost. Never its text."""
    name, cause = type(error).__name__, error.__cause__
    if isinstance(cause, aiohttp.ClientHttpProxyError):
        return f"{name}: the proxy answered {cause.status}"
    causes = (cause, getattr(cause, "os_error", None))
    words = (words for kind, words in CAUSES if any(isinstance(one, kind) for one in causes))
    return ": ".join([name, *words][:2])


def corrected(error: TelegramError, data: Mapping[str, Any]) -> JSONDict | None:
    """Return a refused request's data as Telegram may take it, or None if there is nothing to correct."""
    if isinstance(error, ChatMigrated):
        return {**data, "chat_id": error.new_chat_id}
    if not isinstance(error, BadRequest):
        return None
    reason = error.message.lower()
    if "can't parse entities" in reason and "parse_mode" in data:
        return _without(data, "parse_mode") | {"text": plain(str(data.get("text", "")))}
    name = next((name for words, name in GONE.items() if words in reason and data.get(name)), None)
    return _without(data, name) if name else None


def plain(html: str) -> str:
    """Return the text of a message of ours without its markup."""
    return unescape(_TAG.sub("", html))


def _without(data: Mapping[str, Any], name: str) -> JSONDict:
    return {key: value for key, value in data.items() if key != name}
