"""Whatever kind of update comes, even one that was not asked for, gets the right thing or nothing."""

import logging

import pytest
from telegram import Update

from bot.conversation import Conversation
from bot.handlers import PER_MINUTE
from bot.incoming.application import App
from bot.incoming.processor import parse
from bot.preview.telegram.values import JSON
from tests.delivery.kinds import CHANNEL, GROUP, PERSON, PRIVATE, QUESTION, SERVICE, UPDATES, message
from tools.standin import StandIn
from tools.standin.kinds import KINDS

ANSWERED = {
    "message": ["sendMessage"],
    "edited_message": ["sendMessage"],
    "inline_query": ["answerInlineQuery"],
    "callback_query": ["answerCallbackQuery", "sendMessage"],
}
"""What is called for an update of a kind; for all others nothing."""


@pytest.fixture(autouse=True)
def _nothing_goes_wrong(telegram: StandIn, caplog: pytest.LogCaptureFixture) -> object:
    """No update is refused by Telegram, can't be parsed or ends in an error."""
    yield
    assert not telegram.refusals
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def methods(application: App, telegram: StandIn, kind: str, payload: JSON) -> list[str]:
    """Have the application handle an update; return the methods that it calls."""
    before = len(telegram.calls)
    telegram.state.receive({kind: payload})
    update = parse({"update_id": 1 + before, kind: payload}, application.bot)
    assert update
    await application.process_update(update)
    return [call.method for call in telegram.calls[before:]]


def test_every_kind_has_a_fixture() -> None:
    """As many as python-telegram-bot knows; one that Telegram adds fails here until it is thought of."""
    assert UPDATES.keys() == {str(kind) for kind in Update.ALL_TYPES}


@pytest.mark.parametrize("kind", UPDATES)
async def test_every_kind_gets_the_right_thing_or_nothing(
    application: App, telegram: StandIn, kind: str
) -> None:
    """Messages, taps and inline questions are answered; all else is nobody's question."""
    telegram.state.receive({"message": message()})
    assert await methods(application, telegram, kind, UPDATES[kind]) == ANSWERED.get(kind, [])


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_text_is_told_so(
    application: App, telegram: StandIn, conversation: Conversation, kind: str
) -> None:
    """Any medium without a caption gets one kind text; in a group nothing."""
    assert await methods(application, telegram, "message", message(**KINDS[kind])) == ["sendMessage"]
    assert telegram.client(user_id=PRIVATE["id"]).last.text == conversation.compose.unsupported().text
    assert await methods(application, telegram, "message", message(GROUP, **KINDS[kind])) == []


@pytest.mark.parametrize("kind", UPDATES)
async def test_every_kind_is_read_as_the_library_reads_it(application: App, kind: str) -> None:
    """Where we go a shorter way to the same object, it is the same in every field."""
    items = [{"update_id": 1, kind: UPDATES[kind]}]
    if kind == "message":
        items += [{"update_id": 1, kind: message(GROUP, **SERVICE[name])} for name in SERVICE]
    for item in items:
        update = parse(item, application.bot)
        assert update
        assert update.to_dict() == Update.de_json(item, application.bot).to_dict()
        assert update.effective_message is None or update.effective_message.get_bot() is application.bot


@pytest.mark.parametrize("kind", SERVICE)
async def test_what_nobody_wrote_gets_nothing(application: App, telegram: StandIn, kind: str) -> None:
    """Service messages are no questions, wherever they stand."""
    for chat in (PRIVATE, GROUP):
        assert await methods(application, telegram, "message", message(chat, **SERVICE[kind])) == []


MENTION: JSON = {
    "text": f"@standin_bot {QUESTION}",
    "entities": [{"type": "mention", "offset": 0, "length": 12}],
}
BOT_USER = {"id": 77, "is_bot": True, "first_name": "Echo", "username": "echo_bot"}
ANONYMOUS = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
AS_CHANNEL = {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
FORWARD: JSON = {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True}

FROM_PEOPLE = [
    message(GROUP, **MENTION),
    message(GROUP, caption=MENTION["text"], caption_entities=MENTION["entities"], **KINDS["photo"]),
    message(GROUP, **MENTION) | {"from": ANONYMOUS, "sender_chat": GROUP},
    message(GROUP, **MENTION) | {"from": AS_CHANNEL, "sender_chat": CHANNEL},
    message(PRIVATE, caption=QUESTION, **KINDS["video"]),
    message(PRIVATE) | {"forward_origin": {"type": "user", "date": 1, "sender_user": PERSON}},
]
FROM_NOBODY = [
    message(GROUP, **MENTION) | {"from": BOT_USER},
    message(GROUP, **MENTION) | {"via_bot": BOT_USER},
    message(GROUP, **MENTION) | FORWARD,
    message(CHANNEL, **MENTION) | {"sender_chat": CHANNEL},
    message(PRIVATE) | {"from": BOT_USER},
    message(PRIVATE) | {"via_bot": BOT_USER},
]


@pytest.mark.parametrize("payload", FROM_PEOPLE)
async def test_people_are_answered(application: App, telegram: StandIn, payload: JSON) -> None:
    """Also administrators who stay anonymous, and whoever writes as a channel; what is changed, too."""
    assert await methods(application, telegram, "message", payload) == ["sendMessage"]
    changed = payload | {"message_id": 42, "edit_date": payload["date"]}
    assert await methods(application, telegram, "edited_message", changed) == ["sendMessage"]


@pytest.mark.parametrize("payload", FROM_NOBODY)
async def test_what_no_person_wrote_gets_nothing_and_costs_nobody_anything(
    application: App, telegram: StandIn, payload: JSON
) -> None:
    """Not other bots, not what a bot helped to write, not the posts of a channel that a group belongs to.

    However many came, the group's people and whoever shares the sender's number are answered.
    """
    for kind in ["message", "edited_message"] * 2 * PER_MINUTE:
        assert await methods(application, telegram, kind, payload | {"edit_date": payload["date"]}) == []
    person = message(payload["chat"], **MENTION) | {"from": payload.get("from", PERSON) | {"is_bot": False}}
    if payload["chat"] is not CHANNEL:
        assert await methods(application, telegram, "message", person) == ["sendMessage"]
        assert "Causes" in telegram.state.chats[payload["chat"]["id"]].activity[-1].text


async def test_a_tap_under_a_message_that_is_out_of_reach(application: App, telegram: StandIn) -> None:
    """Sent inline, it opens nothing; too old to be changed, the answer is sent anew."""
    telegram.state.receive({"message": message()})
    tap = {name: value for name, value in UPDATES["callback_query"].items() if name != "message"}
    inline = tap | {"inline_message_id": "abc"}
    assert await methods(application, telegram, "callback_query", inline) == ["answerCallbackQuery"]
    old = tap | {"id": "10", "message": {"chat": PRIVATE, "message_id": 40, "date": 0}}
    called = await methods(application, telegram, "callback_query", old)
    assert called == ["answerCallbackQuery", "sendMessage"]
    called = await methods(application, telegram, "callback_query", old | {"id": "11", "data": "pick:diet"})
    assert called == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    # The edit is refused on purpose: Telegram alone knows what can be changed.
    telegram.refusals.clear()
