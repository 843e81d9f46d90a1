"""What the tests of real processes share."""

from collections.abc import Iterator
from itertools import count

import pytest

from bot.commands import ready
from bot.learning import learn
from bot.storage import learnt_file
from tests.knowledge.base import Base
from tools.ports import free_port
from tools.standin import Client, StandIn

PEOPLE = count(1_000_001)
"""Ids of people whom no bot has met."""


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lets a process start soon where its answers do not matter: a small knowledge base, learnt."""
    home = tmp_path_factory.mktemp("little")
    (home / "base").mkdir()
    (home / "cache" / "b12bot").mkdir(parents=True)
    knowledge = Base(home / "base").load()
    file = learnt_file.file_in(home / "cache" / "b12bot", ready.key(knowledge, home / "base"))
    learnt_file.write(file, learn(knowledge).arrays())
    return {"knowledge": str(home / "base"), "XDG_CACHE_HOME": str(home / "cache")}


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
