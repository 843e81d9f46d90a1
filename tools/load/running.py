"""A bot of any make as a process of its own, and what it costs: CPU seconds and memory, read from Linux."""

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

import platformdirs

ROOT = Path(__file__).resolve().parents[2]
"""The repository, from where modules are run."""
PATIENCE = 30.0
"""Seconds that a bot may take to start or to end, on a busy machine."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Running:
    """A process that was started; what it logs goes to a file."""

    def __init__(self, process: asyncio.subprocess.Process, log: IO[bytes]) -> None:
        self._process = process
        self._log = log

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end, at most so long; return the exit code."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
        try:
            return await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.returncode

    @property
    def log(self) -> str:
        """What it wrote so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    @property
    def cpu(self) -> float:
        """CPU seconds that it used since it started."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def rss(self) -> float:
        """Memory that it holds now, in MB (10⁶ bytes)."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="utf-8")


@asynccontextmanager
async def running(
    command: Sequence[str], environment: Mapping[str, str], core: int | None = None
) -> AsyncIterator[Running]:
    """A process with this environment, on this core; killed when left, if it has not ended by then."""
    cache = {"XDG_CACHE_HOME": platformdirs.user_cache_dir()}
    environment = {"PATH": "/usr/bin:/bin", "PTB_TIMEDELTA": "1", **cache, **environment}
    with tempfile.TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        bot = Running(process, log)
        try:
            yield bot
        finally:
            await bot.end(signal.SIGKILL)
