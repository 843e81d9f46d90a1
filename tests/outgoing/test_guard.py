"""The outgoing guard: what may leave, and what is refused before it reaches the wire."""

from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.operations.timing import Timing
from bot.outgoing.guard import ALLOWED, ForbiddenRequestError, OutgoingGuard

DISCLAIMER = "Please consult a healthcare professional."
NOT_CONNECTED = aiohttp.ClientConnectorError(
    ConnectionKey("example.org", 443, True, True, None, None, None), OSError("refused")
)


def guard() -> OutgoingGuard:
    """A guard for a disclaimer of its own."""
    return OutgoingGuard(lambda: (DISCLAIMER,), timing=Timing(resend_pause=0.0))


@pytest.mark.parametrize(
    ("endpoint", "data"),
    [
        ("sendMessage", {"text": f"Hello\n\n{DISCLAIMER}"}),
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("getMe", {}),
        ("setMyCommands", {"commands": []}),
    ],
)
async def test_what_may_leave_passes(endpoint: str, data: dict[str, Any]) -> None:
    """Listed methods, and messages that end with the disclaimer."""
    sent: list[str] = []

    async def callback(*args: object) -> bool:
        sent.append(str(args[0]))
        return True

    assert await guard().process_request(callback, (endpoint, data), {}, endpoint, data, None)
    assert sent == [endpoint]


@pytest.mark.parametrize(
    ("endpoint", "data"),
    [
        ("sendMessage", {"text": "secret words"}),
        ("sendMessage", {"text": f"{DISCLAIMER} secret words"}),
        ("sendMessage", {}),
        ("answerCallbackQuery", {"text": "secret words"}),
        ("sendPhoto", {"caption": f"secret words {DISCLAIMER}"}),
        ("banChatMember", {}),
    ],
)
async def test_what_must_not_leave_is_refused(endpoint: str, data: dict[str, Any]) -> None:
    """A text without the disclaimer at its end, a method that is not listed; no word is repeated."""

    async def callback(*_: object) -> bool:
        raise AssertionError("it left")

    with pytest.raises(ForbiddenRequestError, match=endpoint) as error:
        await guard().process_request(callback, (endpoint, data), {}, endpoint, data, None)
    assert "secret words" not in str(error.value)


def test_only_these_methods_are_ever_called() -> None:
    """The bot talks, answers taps and presents itself; it moderates, forwards and deletes nothing."""
    assert (
        {"getMe", "sendMessage", "answerCallbackQuery", "setWebhook", "deleteWebhook", "getWebhookInfo"}
        | {"editMessageText", "editMessageReplyMarkup", "answerInlineQuery", "sendChatAction"}
        | {"getMyCommands", "setMyCommands", "getMyDescription", "setMyDescription"}
        | {"getMyShortDescription", "setMyShortDescription"}
    ) == ALLOWED


@pytest.mark.parametrize(
    ("error", "cause", "times"),
    [
        (NetworkError("Bad Gateway"), None, 3),
        (NetworkError("aiohttp.ClientConnectorError"), NOT_CONNECTED, 3),
        (NetworkError("Bad Gateway"), TelegramError("Invalid server response"), 3),
        (TimedOut(), aiohttp.ConnectionTimeoutError(), 3),
        (RetryAfter(0), None, 3),
        (NetworkError("aiohttp.ServerDisconnectedError"), aiohttp.ServerDisconnectedError(), 1),
        (TimedOut(), aiohttp.SocketTimeoutError(), 1),
        (NetworkError("Gateway Timeout (504)"), None, 1),
        (BadRequest("Chat not found"), None, 1),
    ],
)
async def test_only_what_was_not_taken_is_sent_again(
    error: TelegramError, cause: Exception | None, times: int
) -> None:
    """What Telegram may have delivered is not sent twice; what it could not take, three times more."""
    error.__cause__ = cause
    calls: list[int] = []

    async def callback(*_: object) -> bool:
        calls.append(1)
        raise error

    data = {"text": DISCLAIMER}
    with pytest.raises(type(error)):
        await guard().process_request(callback, ("sendMessage", data), {}, "sendMessage", data, None)
    assert len(calls) == (times + 1 if times > 1 else 1)
