"""The preview as a whole: a stand-in for Telegram, the real bot on it, and the chat page."""

import asyncio
import contextlib
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from bot.conversation import Conversation
from bot.delivery.application import stop_on_signals
from bot.errors import StartUpError
from bot.preview.explain import Explainer, Write
from bot.preview.page import Page
from bot.preview.running import RunningBot
from bot.preview.telegram import Telegram
from bot.settings import Settings

HOST = "127.0.0.1"


def made_up_settings(url: str, data: str, token: str) -> Settings:
    """What the bot is told: a Telegram of our own, a token that only it knows, a folder that goes away."""
    return Settings({"TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": token, "B12BOT_DATA": data})


async def preview(
    load: Callable[[], Conversation],
    write: Write,
    *,
    port: int = 0,
    ready: Callable[[str], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Show the bot until `stop` is set, by default until the process is asked to end by a signal.

    `load` reads the knowledge, now and whenever it is to be read anew; `write` writes down why a question is
    answered as it is. `ready` is told the page's address as soon as it can be opened.

    Raises:
        B12BotError: if the knowledge can't be used, or there is no port to listen on.
    """
    conversation, stop = load(), stop or stop_on_signals()
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(24)}"
    with tempfile.TemporaryDirectory(prefix="b12bot-preview-") as data:
        async with Telegram(token, name="B12 Bot") as telegram:
            bot = RunningBot(made_up_settings(telegram.url, data, token), conversation)
            explainer = Explainer(conversation, write, telegram.state.me["username"])
            page = Page(telegram.state, explainer, load, bot.use)
            async with _listening(page.application(), port) as url:
                ready(url)
                await _run(bot, stop)


async def _run(bot: RunningBot, stop: asyncio.Event) -> None:
    """Let the bot answer until it is to stop, or ends by itself."""
    answering, stopping = asyncio.create_task(bot.run()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({answering, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        bot.end()
    await answering


@contextlib.asynccontextmanager
async def _listening(application: web.Application, port: int) -> AsyncIterator[str]:
    """Serve the page, on a free port if this one is taken; gives its address."""
    # A page that was closed is told nothing more.
    runner = web.AppRunner(application, handler_cancellation=True, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError:
            await web.TCPSite(runner, HOST, 0).start()
    except OSError as error:
        await runner.cleanup()
        raise StartUpError(f"no port of this machine can be listened on ({error.strerror})") from None
    try:
        host, found = runner.addresses[0][:2]
        yield f"http://{host}:{found}/"
    finally:
        await runner.cleanup()
