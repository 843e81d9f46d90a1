"""“typing…” is shown only where a reply takes long enough to wonder."""

import asyncio

import pytest

from bot.handlers.sender import TYPING_SECONDS
from bot.incoming.application import App
from tests.handlers.updates import handle
from tools.standin import Client, StandIn


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, 0), (0.1, 0), (0.6, 1)])
async def test_typing_is_shown_once_after_300_ms(
    application: App, telegram: StandIn, client: Client, seconds: float, shown: int
) -> None:
    """A reply that is on its way sooner shows nothing; a late one shows it once, and nothing after it."""
    assert TYPING_SECONDS == 0.3
    if seconds:
        telegram.hang("sendMessage", seconds, carried_out=True)
    await handle(application, telegram, message=client.message(text="what causes low b12"))
    await asyncio.sleep(0.35)
    actions = telegram.calls_of("sendChatAction")
    assert [action.params["action"] for action in actions] == ["typing"] * shown
