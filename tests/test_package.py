"""The installed package: works from any folder, with the knowledge base inside."""

import asyncio
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.process import PATIENCE, ROOT
from tools.standin import StandIn
from tools.standin.client import expect

SCRIPT = "import sys; from bot.__main__ import main; sys.exit(main())"
"""What pip writes into `b12bot`."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with modules of somebody else, named as those that the bot imports."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for module in ("bot", "telegram", "yaml", "numpy", "sklearn", "json", "logging"):
        (folder / f"{module}.py").write_text(f"raise SystemExit('{module}.py of the current folder')")
    return folder


async def test_nothing_of_the_current_folder_is_imported(
    telegram: StandIn, elsewhere: Path, tmp_path: Path
) -> None:
    """By `b12bot poll`, which imports Telegram's library late. What learns is in the proof below."""
    script = tmp_path / "b12bot"
    script.write_text(SCRIPT)
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, "poll", cwd=elsewhere, stderr=asyncio.subprocess.PIPE,
        env={
            "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "B12BOT_DATA": str(tmp_path / "data"),
            "XDG_CACHE_HOME": platformdirs.user_cache_dir(),
            "TELEGRAM_BOT_TOKEN": telegram.state.token, "TELEGRAM_API_URL": telegram.url,
        },
    )  # fmt: skip
    await expect(telegram.state, lambda: bool(telegram.calls_of("getUpdates")), PATIENCE, "poll")
    process.terminate()
    _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, errors.decode()


@pytest.mark.proof
def test_an_installed_bot_answers_from_any_folder(tmp_path: Path, elsewhere: Path) -> None:
    """`pip install .`, then `b12bot ask …` elsewhere, which learns: the YAML files are in the wheel."""
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", target, ROOT], check=True)
    environment = {"PYTHONPATH": str(target), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path)}
    for command, expected in (
        (["ask", "--json", "what causes b12 deficiency"], "causes"),
        (["check"], "fine"),
    ):
        result = subprocess.run(
            [target / "bin" / "b12bot", *command],
            env=environment, cwd=elsewhere, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert expected in result.stdout
    assert (target / "bot" / "data" / "intents.yaml").read_text() == (ROOT / "intents.yaml").read_text()
    assert not {"tests", "tools"} & {file.name for file in target.iterdir()}
    page = {file.name for file in (target / "bot" / "preview" / "static").iterdir()}
    assert page == {file.name for file in (ROOT / "bot" / "preview" / "static").iterdir()}
