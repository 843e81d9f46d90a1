"""What the tests of handlers share."""

import pytest

from tools.standin import Client, StandIn


@pytest.fixture
def client(telegram: StandIn) -> Client:
    """A person."""
    return telegram.client()
