"""A bot of any make as a process of its own, and what it costs: CPU seconds and memory, read from Linux."""

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.process import ROOT

PATIENCE = 30.0
"""Seconds that a bot may take to start or to end, on a busy machine."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Running:
    """A process with the environment given, from start to end; what it logs goes to a file."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], core: int | None = None
    ) -> None:
        self._command = command
        self._environment = {"PATH": "/usr/bin:/bin", "PTB_TIMEDELTA": "1", **environment}
        self._core = core
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed when left
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *self._command, cwd=ROOT, env=self._environment, stdout=self._log, stderr=self._log
        )
        if self._core is not None:
            os.sched_setaffinity(self._process.pid, {self._core})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end(signal.SIGKILL)
        self._log.close()

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end, at most so long; return the exit code."""
        assert self._process
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
        try:
            return await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()

    @property
    def has_ended(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._process is None or self._process.returncode is not None

    @property
    def exit_code(self) -> int:
        """How it ended; -1 while it runs."""
        code = self._process.returncode if self._process else None
        return -1 if code is None else code

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
        assert self._process
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="utf-8")
