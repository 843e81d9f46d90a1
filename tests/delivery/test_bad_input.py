"""What an operator can get wrong: one clear line each, exit code 2, no traceback, and nothing is lost."""

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

from tests.process import PATIENCE, ROOT, BotProcess
from tests.standin import StandIn
from tests.standin.faults import page

KNOWLEDGE = ("intents.yaml", "knowledge")


async def start(home: Path, verb: str, settings: dict[str, str]) -> tuple[int, str]:
    """Run the bot where it finds the knowledge of `home`; return exit code and standard error."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", verb, cwd=home, env=settings, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode is not None
    return process.returncode, errors.decode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the program whose knowledge can be spoilt."""
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    for name in KNOWLEDGE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", ["intents.yaml", "knowledge/article.yaml", "knowledge/red_flags.yaml"])
@pytest.mark.parametrize("spoilt", ["missing", "broken"])
async def test_knowledge_that_is_missing_or_broken(
    telegram: StandIn, home: Path, name: str, spoilt: str
) -> None:
    """The line names the file; no question is taken from Telegram."""
    path = home / name
    if spoilt == "missing":
        path.unlink()
    else:
        path.write_text('a: "b\n', encoding="utf-8")
    client = telegram.client()
    await client.send_update({"message": client.message(text="hello")})
    code, errors = await start(home, "poll", BotProcess(telegram).settings)
    assert code == 2
    assert path.name in errors
    assert "Traceback" not in errors
    assert len(telegram.state.updates.pending) == 1


async def test_an_address_that_is_no_bot_api(telegram: StandIn) -> None:
    """A web server that knows no bots is told apart from a Telegram that is down."""
    telegram.faults.always("getMe", page(404, b"<html>nothing here</html>"))
    code, errors = await start(ROOT, "poll", BotProcess(telegram).settings)
    assert code == 2
    assert "TELEGRAM_API_URL" in errors
    assert errors.count("\n") == 1
