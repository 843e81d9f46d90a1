"""What the tests of real processes share."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.delivery.ports import free_port
from tests.standin import Client, StandIn

PEOPLE = count(1_000_001)
"""Ids of people whom no bot has met."""


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
