"""The bots that are measured: ours, and echo bots of the libraries that people use."""

import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tools.load.running import PATIENCE, Running, running
from tools.standin import StandIn

PUBLIC = "https://bot.example.org"
SECRET = "only-telegram-knows-this"  # noqa: S105 - and whoever reads this

WIDE = {"LOG_LEVEL": "WARNING", "SENDS_PER_SECOND": "999999", "QUESTIONS_PER_MINUTE": "999999"}
"""Our bot's settings under load: every limit is in force, but so wide that it holds nobody up."""


@dataclass(frozen=True)
class Contestant:
    """A bot that can be started."""

    name: str
    command: tuple[str, ...]
    is_webhook: bool = False
    needs: str = ""
    """A library that may not be installed."""
    settings: Mapping[str, str] | None = None
    """What our own bot reads from the environment; None for echo bots, which take arguments."""

    @property
    def can_run(self) -> bool:
        """Whether its library is installed."""
        return not self.needs or importlib.util.find_spec(self.needs) is not None

    @asynccontextmanager
    async def up(self, telegram: StandIn, port: int, core: int | None = None) -> AsyncIterator[Running]:
        """The bot as a process that is up; killed when left, if it has not ended by then.

        Raises:
            RuntimeError: with its log, if it does not come up.
        """
        sign_of_life = "setWebhook" if self.is_webhook else "getUpdates"
        before, deadline = len(telegram.calls_of(sign_of_life)), asyncio.get_running_loop().time() + PATIENCE
        async with running(*self._start(telegram, port), core) as process:
            while len(telegram.calls_of(sign_of_life)) == before:
                if process.exit_code is not None or asyncio.get_running_loop().time() > deadline:
                    raise RuntimeError(f"{self.name} did not come up:\n{process.log}")
                await asyncio.sleep(0.01)
            yield process

    def _start(self, telegram: StandIn, port: int) -> tuple[list[str], dict[str, str]]:
        """The command and the environment."""
        token, hook = telegram.state.token, (PUBLIC, SECRET, str(port)) if self.is_webhook else ()
        if self.settings is None:
            return [sys.executable, *self.command, token, telegram.url, *hook], {}
        environment = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": telegram.url}
        environment |= {"B12BOT_DATA": telegram.data, **self.settings}
        environment |= dict(zip(("WEBHOOK_URL", "WEBHOOK_SECRET", "PORT"), hook, strict=False))
        return [sys.executable, *self.command], environment


def ours(verb: str, *, is_wide: bool = True, **settings: str) -> Contestant:
    """Our bot with everything on; its limits wide, or as they are by default."""
    given = (WIDE if is_wide else {}) | settings
    return Contestant(f"b12bot {verb}", ("-m", "bot", verb), is_webhook=verb == "webhook", settings=given)


def echo(name: str, kind: str, *, is_webhook: bool = False, needs: str = "") -> Contestant:
    """An echo bot."""
    return Contestant(name, ("-m", "tools.load.echo", kind), is_webhook=is_webhook, needs=needs)


STOCK = echo("PTB echo, polling", "ptb")
"""What the others are compared with."""
FIELD = (
    STOCK,
    ours("poll"),
    ours("webhook"),
    echo("PTB echo on our loop", "ptb-loop"),
    echo("PTB echo on our requests", "ptb-fast"),
    echo("PTB echo, webhook", "ptb", is_webhook=True, needs="tornado"),
    echo("aiogram echo, polling", "aiogram", needs="aiogram"),
    echo("aiogram echo, webhook", "aiogram", is_webhook=True, needs="aiogram"),
)
