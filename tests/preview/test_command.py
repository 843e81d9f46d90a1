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
    """Start it with a browser that writes down what it is to open; return it and what it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "preview", *arguments,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={
            "PATH": "/usr/bin:/bin",
            "XDG_CACHE_HOME": platformdirs.user_cache_dir(),
            "TMPDIR": str(folder),
            "BROWSER": f"{browser(folder.with_name('browser'))} %s",
        },
    )  # fmt: skip
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
    return process, line.decode()


def browser(path: Path) -> Path:
    """A browser of a test."""
    path.write_text(f'#!/bin/sh\necho "$1" > {path.with_name("opened")}\n', encoding="utf-8")
    path.chmod(0o700)
    return path


@pytest.mark.parametrize(
    ("number", "arguments", "opens"),
    [(signal.SIGINT, (), True), pytest.param(signal.SIGTERM, ("--no-open",), False, marks=pytest.mark.proof)],
)
async def test_it_is_served_here_only_and_ends_in_peace(
    number: signal.Signals, arguments: tuple[str, ...], opens: bool, tmp_path: Path
) -> None:
    """Without a token; on another port if its own is taken; Ctrl-C leaves no line and no file."""
    (folder := tmp_path / "temporary").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process, said = await start(folder, "--port", str(port), *arguments)
        url = re.fullmatch(r"The bot is at (http://127\.0\.0\.1:(\d+)/) .*\n", said)
        assert url
        assert int(url[2]) != port
        async with aiohttp.ClientSession() as web, web.get(f"{url[1]}events") as events:
            await events.content.readline()
            process.send_signal(number)
            output, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, output, errors) == (0, b"", b"")
    assert os.listdir(folder) == []  # noqa: PTH208 - an event loop must not wait for a path's own methods
    opened = tmp_path / "opened"
    assert opened.exists() is opens
    assert not opens or opened.read_text(encoding="utf-8") == f"{url[1]}\n"
