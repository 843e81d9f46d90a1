"""The Procfile as platforms run it, by honcho: release, then worker or web."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import platformdirs
import pytest

from tests.delivery.hook import SECRET
from tests.process import PATIENCE, ROOT
from tools.standin import StandIn

pytestmark = pytest.mark.proof

HONCHO = [sys.executable, "-m", "honcho", "--app-root", str(ROOT), "--procfile", str(ROOT / "Procfile")]
PATH = f"{Path(sys.executable).parent}:/usr/bin:/bin"
"""Where `python` is the one that runs the tests."""


@asynccontextmanager
async def honcho(name: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """One process of the Procfile, asked to end when left."""
    process = await asyncio.create_subprocess_exec(
        *HONCHO, "start", name,
        env={"PATH": PATH, "XDG_CACHE_HOME": platformdirs.user_cache_dir(), **settings},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), PATIENCE)


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """Wait for the end; return exit code and output."""
    output, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode is not None
    return process.returncode, output.decode()


async def end_in_peace(process: asyncio.subprocess.Process) -> None:
    """Ask for the end as a platform does; it comes without a traceback."""
    process.send_signal(signal.SIGTERM)
    code, output = await ended(process)
    assert "Traceback" not in output
    assert code in {0, 128 + signal.SIGTERM}, output


async def test_release_checks_the_knowledge_base() -> None:
    """A release is refused if the knowledge base has a problem; ours has none."""
    async with honcho("release") as process:
        code, output = await ended(process)
    assert code == 0, output
    assert "process terminated" in output or "rc=0" in output


async def test_worker_polls(telegram: StandIn, tmp_path: Path) -> None:
    """`worker` answers by polling, and ends in peace when the platform says so."""
    settings = {
        "TELEGRAM_BOT_TOKEN": telegram.state.token,
        "TELEGRAM_API_URL": telegram.url,
        "B12BOT_DATA": str(tmp_path),
    }
    async with honcho("worker", **settings) as process:
        assert (await telegram.client().say("what causes b12 deficiency")).text.startswith("Causes")
        await end_in_peace(process)
    assert not telegram.refusals


async def test_web_takes_webhooks(port: int, tmp_path: Path) -> None:
    """`web` answers by webhook on the PORT that the platform gives, and ends in peace."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        settings = {
            "TELEGRAM_BOT_TOKEN": telegram.state.token,
            "TELEGRAM_API_URL": telegram.url,
            "WEBHOOK_URL": "https://bot.example.org",
            "WEBHOOK_SECRET": SECRET,
            "PORT": str(port),
            "B12BOT_DATA": str(tmp_path),
        }
        async with honcho("web", **settings) as process:
            assert (await telegram.client().say("what causes b12 deficiency")).text.startswith("Causes")
            await end_in_peace(process)
        assert not telegram.refusals


async def test_release_brings_the_tables_up_to_date(database_url: str) -> None:
    """Before the processes start; a database that lets nobody in refuses the release, in one line."""
    async with honcho("release", DATABASE_URL=database_url) as process:
        code, output = await ended(process)
    assert code == 0, output
    assert "The tables are up to date." in output
    wrong = database_url.replace("postgres@", "nobody:hunter2@")
    async with honcho("release", DATABASE_URL=wrong) as process:
        code, output = await ended(process)
    assert code == 2, output
    assert "DATABASE_URL: " in output
    assert "hunter2" not in output
    assert "Traceback" not in output
