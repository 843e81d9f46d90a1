"""`b12bot preview` as a person starts it."""

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import platformdirs
import pytest

from tests.process import PATIENCE, ROOT


async def start(folder: Path, *arguments: str) -> tuple[asyncio.subprocess.Process, str]:
    """Start it; return it and what it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "preview", "--no-open", *arguments,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": platformdirs.user_cache_dir(), "TMPDIR": str(folder)},
    )  # fmt: skip
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
    return process, line.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_is_served_here_only_and_ends_in_peace(number: signal.Signals, tmp_path: Path) -> None:
    """Without a token; on another port if its own is taken; Ctrl-C leaves no line and no file."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process, said = await start(tmp_path, "--port", str(port))
        url = re.fullmatch(r"The bot is at (http://127\.0\.0\.1:(\d+)/) .*\n", said)
        assert url
        assert int(url[2]) != port
        async with aiohttp.ClientSession() as web, web.get(f"{url[1]}events") as events:
            await events.content.readline()
            process.send_signal(number)
            output, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, output, errors) == (0, b"", b"")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - an event loop must not wait for a path's own methods
