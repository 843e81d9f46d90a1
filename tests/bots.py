"""The bot as a task of the test's own event loop: the very functions that the commands call, and no process.

Where a promise is about a process (signals, kill -9, exit codes, standard error), `tests.process` starts one.
"""

import asyncio
import contextlib
import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.conversation import Conversation
from bot.errors import B12BotError
from bot.handlers.live import Live
from bot.incoming.application import Services, services_of
from bot.incoming.polling import poll
from bot.incoming.webhook import serve
from bot.operations import logs
from bot.operations.timing import Timing
from bot.settings import Settings
from tests.real import real_conversation
from tools.ports import free_port
from tools.standin import StandIn

SECRET = "only-telegram-knows-this"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PUBLIC = "https://bot.example.org"
PATIENCE = 20.0
"""Seconds that a bot may take to come up or to end, on a busy machine."""
QUICK = Timing(
    read=0.5, slow=0.6, first_pause=0.05, longest_pause=0.2, resend_pause=0.02, longest_wait=0.5, grace=1.0
)
"""What lets tests of faults take no longer than the faults; the order of things is as it is.

Telegram takes it for a hurry if a bot asks with the same offset within half a second: `slow` is longer.
"""


class Bot:
    """`poll` or `webhook` against a stand-in; `start` it, or let `running` do so."""

    def __init__(
        self,
        telegram: StandIn,
        verb: str = "poll",
        *,
        timing: Timing = Timing(),
        conversation: Conversation | None = None,
        **settings: str,
    ) -> None:
        """Set it up; by webhook it listens on `PORT`, by default a free one, where the stand-in must post."""
        self._telegram = telegram
        self._verb = verb
        self._timing = timing
        self._conversation = conversation
        self.variables = {
            "TELEGRAM_BOT_TOKEN": telegram.state.token,
            "TELEGRAM_API_URL": telegram.url,
            "B12BOT_DATA": telegram.data,
            # A test types faster than a person; those of the limit set it as it is.
            "QUESTIONS_PER_MINUTE": "6000",
        }
        if verb == "webhook":
            self.variables |= {"WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET, "PORT": str(free_port())}
        self.variables |= settings
        self.settings = Settings(self.variables)
        self._stop = asyncio.Event()
        self._written = io.StringIO()
        self._running: asyncio.Task[int] | None = None

    @property
    def log(self) -> str:
        """What a process would have written to standard error so far."""
        return self._written.getvalue()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._running is None or self._running.done()

    async def start(self) -> None:
        """Start it and return when it is up: when it polls, or has told Telegram where to post."""
        sign_of_life = "setWebhook" if self._verb == "webhook" else "getUpdates"
        before = len(self._telegram.calls_of(sign_of_life))
        self.begin()
        async with asyncio.timeout(PATIENCE):
            while len(self._telegram.calls_of(sign_of_life)) == before and not self.is_over:
                await asyncio.sleep(0.005)
        assert not self.is_over, f"the bot did not come up:\n{self.log}"

    def begin(self) -> None:
        """Start it and return at once."""
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> int:
        """Ask it to end, as a signal does; wait, and return the exit code."""
        self._stop.set()
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended by itself, and return the exit code that the process would have."""
        assert self._running
        return await asyncio.wait_for(self._running, PATIENCE)

    async def _run(self) -> int:
        """Do what the command does, but for reading the environment and making an event loop."""
        source = {"poll": poll, "webhook": serve}[self._verb]
        with self._logging():
            try:
                self.settings.check(by_webhook=self._verb == "webhook")
                conversation = self._conversation or real_conversation()
                await source(self.settings, Live(conversation), stop=self._stop, timing=self._timing)
            except B12BotError as error:
                self._written.write(f"{error}\n")
                return error.exit_code
        return 0

    @contextlib.contextmanager
    def _logging(self) -> Iterator[None]:
        root, settings = logging.getLogger(), self.settings
        levels = [(logger, logger.level) for logger in (root, logging.getLogger("bot"))]
        throttle = logs.configure(settings.log_level, settings.log_format, settings.secrets, self._written)
        handler = root.handlers[-1]
        try:
            yield
        finally:
            throttle.finish()
            root.removeHandler(handler)
            for logger, level in levels:
                logger.setLevel(level)


@contextlib.asynccontextmanager
async def handling(
    telegram: StandIn, conversation: Conversation, data: str | Path = ""
) -> AsyncIterator[Services]:
    """What handles updates, as `poll` builds it, up; what is kept lies in `data`."""
    settings = Settings({
        "TELEGRAM_BOT_TOKEN": telegram.state.token,
        "TELEGRAM_API_URL": telegram.url,
        "B12BOT_DATA": str(data or telegram.data),
    })  # fmt: skip
    services = services_of(settings, Live(conversation), Timing())
    async with services.application:
        yield services
    await services.store.close()


@contextlib.asynccontextmanager
async def running(
    telegram: StandIn,
    verb: str = "poll",
    *,
    timing: Timing = Timing(),
    conversation: Conversation | None = None,
    **settings: str,
) -> AsyncIterator[Bot]:
    """A bot that is up, and ends in peace when left, unless it has ended before."""
    bot = Bot(telegram, verb, timing=timing, conversation=conversation, **settings)
    await bot.start()
    try:
        yield bot
    except BaseException:
        await bot.stop()
        raise
    if not bot.is_over:
        code = await bot.stop()
        assert code == 0, f"the bot ended with {code}:\n{bot.log}"


@contextlib.asynccontextmanager
async def both(
    verb: str, *, timing: Timing = Timing(), conversation: Conversation | None = None, **settings: str
) -> AsyncIterator[tuple[StandIn, Bot]]:
    """A Telegram and the bot, up, with updates by `poll` or by `webhook`."""
    port = free_port()
    given = {"PORT": str(port)} | settings
    async with (
        StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram,
        running(telegram, verb, timing=timing, conversation=conversation, **given) as bot,
    ):
        yield telegram, bot
