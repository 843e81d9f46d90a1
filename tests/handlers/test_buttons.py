"""Taps, whatever they hold: a changed app may send any data, an old message any button."""

import pytest

from bot.conversation import Conversation
from bot.incoming.application import App
from bot.preview.telegram.values import JSON
from tests.handlers.updates import handle
from tools.standin import Client, StandIn

QUESTION = "what causes b12 deficiency"
FORGED = [
    "", "open:", "open:crisis", "open:../../x", "pick", "vote:up:nonsense", "vote:", "{disclaimer}",
    "'; DROP TABLE users; --", "%s" * 30, "\u202e\u0000\u200b", "\U0001f600" * 16, "x" * 64,
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_tap_opens_nothing(
    application: App, telegram: StandIn, client: Client, conversation: Conversation, data: str
) -> None:
    """It is answered, with a kind word and the topics, and nothing of it is said."""
    await handle(application, telegram, message=client.message(text=QUESTION))
    tap: JSON = {"id": "1", "from": client._user, "chat_instance": "1", "message": client.last.as_json()}
    called = await handle(application, telegram, callback_query=tap | {"data": data})
    assert called == ["answerCallbackQuery", "sendMessage"]
    assert client.last.text == conversation.compose.expired_button().text


async def test_a_tap_of_a_game_opens_nothing(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """It has no data at all."""
    await handle(application, telegram, message=client.message(text=QUESTION))
    tap: JSON = {"id": "1", "from": client._user, "chat_instance": "1", "message": client.last.as_json()}
    called = await handle(application, telegram, callback_query=tap | {"game_short_name": "b12"})
    assert called == ["answerCallbackQuery", "sendMessage"]
    assert client.last.text == conversation.compose.expired_button().text


async def test_no_tap_of_a_flood_spins_for_ever(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """Each is answered, be it passed over; one word asks to slow down."""
    await handle(application, telegram, message=client.message(text=QUESTION))
    tap: JSON = {"from": client._user, "chat_instance": "1", "message": client.last.as_json()}
    called = [
        await handle(application, telegram, callback_query=tap | {"id": str(number), "data": "open:diet"})
        for number in range(20)
    ]
    assert {methods[0] for methods in called} == {"answerCallbackQuery"}
    assert ["answerCallbackQuery"] in called
    assert conversation.compose.slow_down().text in {message.text for message in client.messages}
