"""What the tests of the command line share: how they come by what was learnt, and leave nothing behind."""

from pathlib import Path

import pytest

from bot.commands import ready
from bot.conversation import Conversation
from bot.knowledge import load
from bot.learning import learn as learn_all
from bot.storage import learnt_file
from tests.knowledge.base import Base


@pytest.fixture
def asked(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verbs that answer do so by the conversation that was made for all tests, instead of reading it anew."""
    monkeypatch.setattr(ready, "conversation", lambda *_: conversation)


@pytest.fixture(scope="session")
def _learnings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where these tests keep what they learn: the cache of this user keeps but the newest few."""
    return tmp_path_factory.mktemp("learnt")


@pytest.fixture
def learnt_here(_learnings: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Small knowledge bases are learnt in this process, kept for the other tests; return why each was."""
    reasons: list[str] = []

    def learn_in_this_process(reason: str, folder: Path) -> None:
        reasons.append(reason)
        knowledge = load(folder)
        learnt_file.write(
            learnt_file.file_in(_learnings, ready.key(knowledge, folder)), learn_all(knowledge).arrays()
        )

    monkeypatch.setenv("B12BOT_DATA", str(_learnings))
    monkeypatch.setattr(ready, "_learn_in_a_child", learn_in_this_process)
    return reasons


@pytest.fixture
def small(learnt_here: list[str], tmp_path: Path) -> Path:
    """A small knowledge base that is learnt: a process that is given it starts soon."""
    (tmp_path / "small").mkdir()
    folder = Base(tmp_path / "small").folder
    ready.learnt(load(folder), folder)
    assert len(learnt_here) <= 1
    return folder
