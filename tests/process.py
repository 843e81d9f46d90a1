"""The real bot in a process of its own, as an operator starts it."""

import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from tools.standin import StandIn

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds that a process may take to start or to end, on a busy machine."""


class BotProcess:
    """`python -m bot VERB` against a stand-in; as a context manager, up when entered and ended when left."""

    def __init__(
        self,
        telegram: StandIn,
        verb: str = "poll",
        *,
        knowledge: str = "",
        **settings: str,
    ) -> None:
        """Set it up; options may follow the verb; `knowledge` is the folder of another knowledge base."""
        self._telegram = telegram
        self._arguments = [*verb.split(), *(["--knowledge", knowledge] if knowledge else [])]
        self.settings = {
            "PATH": "/usr/bin:/bin",
            # Where what was learnt lies.
            "XDG_CACHE_HOME": platformdirs.user_cache_dir(),
            "TELEGRAM_BOT_TOKEN": telegram.state.token,
            "TELEGRAM_API_URL": telegram.url,
            "PYTHONWARNINGS": "error",
            "B12BOT_DATA": telegram.data,
            # A test types faster than a person; those of the limit set it as it is.
            "QUESTIONS_PER_MINUTE": "6000",
            # python-telegram-bot warns of a change to come when it handles a flood limit.
            "PTB_TIMEDELTA": "1",
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._stderr: asyncio.Task[bytes] | None = None
        self._sign_of_life = "setWebhook" if verb.startswith("webhook") else "getUpdates"
        self._seen = 0
        self.preparation = ""
        """Python that runs before the bot does: how a test has a process that misbehaves."""
        self.is_over = False
        """Set by a test that has seen the process end in its own way."""
        self.log = ""
        """What it logged; complete once it has ended."""

    async def __aenter__(self) -> Self:
        await self.start()
        await self._until_up()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        code = await self.stop()
        if error is None and not self.is_over:
            assert code == 0, f"the bot ended with {code}:\n{self.log}"

    async def start(self) -> None:
        """Start the process and return at once."""
        self._seen = len(self._telegram.calls_of(self._sign_of_life))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *self._program(),
            cwd=ROOT, env=self.settings, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stderr
        self._stderr = asyncio.create_task(self._process.stderr.read())

    def _program(self) -> list[str]:
        """Return what Python is to run."""
        if not self.preparation:
            return ["-m", "bot", *self._arguments]
        start = f"import sys\nfrom bot.__main__ import main\nsys.exit(main({self._arguments!r}))"
        return ["-c", f"{self.preparation}\n{start}"]

    def send_signal(self, number: signal.Signals) -> None:
        """Send the process a signal, unless it has ended."""
        assert self._process
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask the process to end, wait, and return its exit code."""
        self.send_signal(number)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until the process has ended by itself, and return its exit code."""
        assert self._process
        assert self._stderr
        try:
            code = await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            self._process.kill()
            raise
        self.log = (await self._stderr).decode()
        return code

    async def _until_up(self) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while len(self._telegram.calls_of(self._sign_of_life)) <= self._seen:
            assert self._process
            late = asyncio.get_running_loop().time() > deadline
            if late or self._process.returncode is not None:
                await self.stop(signal.SIGKILL)
                raise AssertionError(f"the bot did not come up:\n{self.log}")
            await asyncio.sleep(0.02)
