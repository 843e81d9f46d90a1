"""What the tests of handlers share: the application as `poll` builds it."""

from collections.abc import AsyncIterator

import pytest

from bot.conversation import Conversation
from bot.handlers.live import Live
from bot.incoming.application import App, build
from bot.settings import Settings
from tools.standin import Client, StandIn


@pytest.fixture
async def application(telegram: StandIn, conversation: Conversation) -> AsyncIterator[App]:
    """The application as `poll` builds it."""
    settings = Settings({"TELEGRAM_BOT_TOKEN": telegram.state.token, "TELEGRAM_API_URL": telegram.url})
    async with build(settings, Live(conversation)) as application:
        yield application


@pytest.fixture
def client(telegram: StandIn) -> Client:
    """A person."""
    return telegram.client()
