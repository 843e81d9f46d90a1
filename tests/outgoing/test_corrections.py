"""Requests that were refused: what is corrected before they are sent once more, and what is let be."""

from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.outgoing.errors import ErrorKind, corrected, kind_of, plain
from bot.outgoing.guard import OutgoingGuard

HTML = {"chat_id": 1, "text": "<b>A &amp; B</b> &lt;C&gt;\n\nEnd.", "parse_mode": "HTML"}
REPLY = {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 5}, "message_thread_id": 7}


@pytest.mark.parametrize(
    ("error", "data", "changed"),
    [
        (ChatMigrated(-100), HTML, HTML | {"chat_id": -100}),
        (BadRequest("Can't parse entities: …"), HTML, {"chat_id": 1, "text": "A & B <C>\n\nEnd."}),
        (BadRequest("Can't parse entities: …"), {"text": "x"}, None),
        (BadRequest("Message to be replied not found"), REPLY, {**REPLY, "reply_parameters": None}),
        (BadRequest("Message thread not found"), REPLY, {**REPLY, "message_thread_id": None}),
        (BadRequest("Message to be replied not found"), HTML, None),
        (BadRequest("Message thread not found"), HTML, None),
        (BadRequest("Chat not found"), HTML, None),
        (Forbidden("bot was blocked by the user"), HTML, None),
    ],
)
def test_what_is_changed(error: TelegramError, data: dict[str, Any], changed: dict[str, Any] | None) -> None:
    """Each refusal once: the change takes away what was refused."""
    expected = changed and {key: value for key, value in changed.items() if value is not None}
    assert corrected(error, data) == expected


@pytest.mark.parametrize(
    "message",
    [
        "Message is not modified: specified new message content …",
        "Query is too old and response timeout expired",
    ],
)
def test_what_needs_no_doing_any_more_is_let_be(message: str) -> None:
    """The message stands as it should, or nobody waits for the tap."""
    assert kind_of(BadRequest(message)) is ErrorKind.SETTLED
    assert kind_of(BadRequest("Chat not found")) is ErrorKind.REFUSED
    assert kind_of(Forbidden(message)) is ErrorKind.UNWELCOME


@pytest.mark.parametrize(
    "message",
    [
        "TOPIC_CLOSED",
        "Not enough rights to send text messages to the chat",
        "Have no rights to send a message",
        "CHAT_WRITE_FORBIDDEN",
        "Need administrator rights in the channel chat",
    ],
)
async def test_where_the_bot_may_not_write_its_reply_is_dropped_as_such(message: str) -> None:
    """Handlers hear of it as of a blocked bot, and nothing is tried again."""
    calls: list[str] = []

    async def refuse(endpoint: str, _: dict[str, Any]) -> bool:
        calls.append(endpoint)
        raise BadRequest(message)

    data = {"chat_id": -1, "text": "End."}
    with pytest.raises(Forbidden):
        await OutgoingGuard(lambda: ("End.",)).process_request(refuse, (), {}, "sendMessage", data, None)
    assert calls == ["sendMessage"]


def test_a_message_without_its_markup_reads_the_same() -> None:
    """Only our own tags are taken out, and what was escaped is itself again."""
    assert plain('<b>1 &lt; 2</b> <i>&amp;</i> <a href="x">y</a>') == "1 < 2 & y"


async def test_a_refused_reply_is_sent_once_more_and_not_for_ever() -> None:
    """A group that moves over and over, or one refusal after the other, ends."""
    guard = OutgoingGuard(lambda: ("End.",))
    chats: list[object] = []

    async def move(_: str, data: dict[str, Any]) -> bool:
        chats.append(data["chat_id"])
        raise ChatMigrated(int(data["chat_id"]) - 1)

    data = {"chat_id": -1, "text": "End."}
    with pytest.raises(ChatMigrated):
        await guard.process_request(move, ("sendMessage", data), {}, "sendMessage", data, None)
    assert chats == [-1, -2, -3, -4]
