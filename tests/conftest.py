"""What many tests share: the knowledge base and the conversation, read once."""

from collections.abc import AsyncIterator, Iterable, Iterator

import pytest
from hypothesis import settings

from bot.conversation import Conversation
from bot.incoming.application import App
from bot.knowledge import Knowledge
from bot.understanding import Learnt
from tests.bots import handling
from tests.knowledge.base import Base
from tests.real import real_conversation, real_knowledge, real_learnt
from tools.postgres import PostgresServer, shared_server
from tools.standin import StandIn

# The same examples in every run, and no verdict on a slow machine.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("steady")

PROOFS = {
    "test_network_faults.py",
    "test_kill.py",
    "test_second_opinion.py",
    "test_several_killed.py",
    "test_soak.py",
    "test_vanished.py",
}
"""Files that start one process after the other: all their tests are proofs."""


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark what takes long; of each promise there is a quick test too."""
    for item in items:
        if item.path.name in PROOFS:
            item.add_marker(pytest.mark.proof)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge base of this repository."""
    return real_knowledge()


@pytest.fixture(scope="session")
def learnt() -> Learnt:
    """What was learnt of it: once for all processes, and for the next run."""
    return real_learnt()


@pytest.fixture(scope="session")
def conversation() -> Conversation:
    """A conversation by the knowledge base of this repository."""
    return real_conversation()


@pytest.fixture(scope="session")
def _base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return Base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def base(_base: Base) -> Iterator[Base]:
    """A small valid knowledge base to break."""
    yield _base
    _base.restore()


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    """A Telegram for one bot, that refuses what Telegram would refuse."""
    async with StandIn() as telegram:
        yield telegram


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[PostgresServer]:
    """A real PostgreSQL, started once for all workers, ended with the last."""
    folder = tmp_path_factory.getbasetemp()
    with shared_server(folder if worker_id == "master" else folder.parent) as server:
        yield server


@pytest.fixture
async def database_url(postgres: PostgresServer) -> AsyncIterator[str]:
    """A database of a test's own."""
    async with postgres.database() as url:
        yield url


@pytest.fixture
async def application(telegram: StandIn, conversation: Conversation) -> AsyncIterator[App]:
    """What handles updates, as `poll` builds it."""
    async with handling(telegram, conversation) as services:
        yield services.application
