"""Knowledge that an operator has spoilt: one clear line, exit code 2, no traceback, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bots import Bot
from tests.delivery.asking import ask
from tests.process import ROOT
from tools.standin import StandIn

KNOWLEDGE = ("intents.yaml", "knowledge")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the knowledge that can be spoilt."""
    for name in KNOWLEDGE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", ["intents.yaml", "knowledge/article.yaml", "knowledge/red_flags.yaml"])
@pytest.mark.parametrize("spoilt", ["missing", "broken"])
async def test_knowledge_that_is_missing_or_broken(  # noqa: PLR0913, PLR0917 - fixtures
    telegram: StandIn,
    home: Path,
    name: str,
    spoilt: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line names the file; no question is taken from Telegram."""
    path = home / name
    if spoilt == "missing":
        path.unlink()
    else:
        path.write_text('a: "b\n', encoding="utf-8")
    await ask(telegram.client(), "hello")
    for variable, value in Bot(telegram).variables.items():
        monkeypatch.setenv(variable, value)
    # The command makes a loop of its own only once the knowledge is read.
    assert main(["poll", "--knowledge", str(home)]) == 2
    errors = capsys.readouterr().err
    assert f"{path.name}:" in errors
    assert "Traceback" not in errors
    assert not telegram.calls
    assert len(telegram.state.updates.pending) == 1
