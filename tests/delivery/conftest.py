"""What the tests of real processes share."""

import socket
from collections.abc import AsyncIterator

import pytest

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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
