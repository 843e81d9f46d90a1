"""The preview as a whole: a stand-in for Telegram, the real bot on it, and the chat page."""

import asyncio
import contextlib
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from bot.conversation import Conversation
from bot.errors import StartUpError
from bot.handlers.live import Live
from bot.incoming.polling import poll
from bot.operations.reload import reload
from bot.operations.startup import stop_on_signals
from bot.preview.explain import Explainer, Write
from bot.preview.page import Page
from bot.preview.telegram import Telegram
from bot.settings import Settings

HOST = "127.0.0.1"
ANY_PORT = 0
NAME = "b12bot"


def _settings(url: str, data: str, token: str) -> Settings:
    """What the bot is told: a Telegram of our own, a token that only it knows, a folder that goes away."""
    return Settings(
        {
            "TELEGRAM_API_URL": url,
            "TELEGRAM_BOT_TOKEN": token,
            "B12BOT_DATA": data,
            # Whoever tries a bot out taps faster than one who reads the answers.
            "QUESTIONS_PER_MINUTE": "600",
        }
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A preview that can be looked at: where its page is, its Telegram, and the bot, which is to be run."""

    url: str
    telegram: Telegram
    settings: Settings
    live: Live

    async def run_until(self, stop: asyncio.Event) -> None:
        """Run the bot until `stop` is set.

        Raises:
            B12BotError: as `poll` does.
        """
        await poll(self.settings, self.live, stop=stop)


async def preview(
    load: Callable[[], Conversation],
    write: Write,
    *,
    port: int,
    ready: Callable[[str], None],
) -> None:
    """Show the bot until the process is asked to end by a signal; `ready` is told the page's address.

    Raises:
        B12BotError: if the knowledge can't be used, or there is no port to listen on.
    """
    stop = stop_on_signals()
    async with opened(load, write, port) as preview:
        ready(preview.url)
        await preview.run_until(stop)


@contextlib.asynccontextmanager
async def opened(
    load: Callable[[], Conversation], write: Write, port: int = ANY_PORT
) -> AsyncIterator[Opened]:
    """Open a preview on a port, on any that is free if that one is taken.

    `load` reads the knowledge, now and whenever it is to be read anew; `write` writes down why a question is
    answered as it is.
    """
    live = Live(load())
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(24)}"
    with tempfile.TemporaryDirectory(prefix="b12bot-preview-") as data:
        async with Telegram(token, name=NAME) as telegram:
            explainer = Explainer(live, write, telegram.state.me["username"])
            page = Page(telegram.state, explainer, partial(reload, load, live))
            async with _listening(page.application(), port) as url:
                yield Opened(url, telegram, _settings(telegram.url, data, token), live)


@contextlib.asynccontextmanager
async def _listening(application: web.Application, port: int) -> AsyncIterator[str]:
    """Serve the page, on a free port if this one is taken; gives its address."""
    # A page that was closed is told nothing more.
    runner = web.AppRunner(application, handler_cancellation=True, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except (OSError, OverflowError):
            await web.TCPSite(runner, HOST, ANY_PORT).start()
    except OSError as error:
        await runner.cleanup()
        raise StartUpError(f"no port of this machine can be listened on ({error.strerror})") from None
    try:
        host, found = runner.addresses[0][:2]
        yield f"http://{host}:{found}/"
    finally:
        await runner.cleanup()
