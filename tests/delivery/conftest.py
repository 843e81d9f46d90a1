"""What the tests of real processes share."""

from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest

from tests.delivery.ports import free_port
from tests.standin import Client, StandIn
from tests.standin.road import Road

PEOPLE = count(1_000_001)
"""Ids of people whom no bot has met."""


@pytest.fixture
async def road(telegram: StandIn) -> AsyncIterator[Road]:
    """The road to that Telegram, on which things go wrong."""
    async with Road(telegram.url) as road:
        yield road


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    return free_port()


@pytest.fixture
def client(telegram: StandIn) -> Client:
    """A person that the bot has not met."""
    return telegram.client(user_id=next(PEOPLE))


@pytest.fixture
def _nothing_refused(telegram: StandIn) -> Iterator[None]:
    """Telegram refuses nothing of what the bot sends."""
    yield
    assert not telegram.refusals
