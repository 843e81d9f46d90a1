"""What the tests of real processes share."""

from collections.abc import AsyncIterator

import pytest

from tests.delivery.ports import free_port
from tests.standin import StandIn
from tests.standin.road import Road


@pytest.fixture
async def road(telegram: StandIn) -> AsyncIterator[Road]:
    """The road to that Telegram, on which things go wrong."""
    async with Road(telegram.url) as road:
        yield road


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    return free_port()
