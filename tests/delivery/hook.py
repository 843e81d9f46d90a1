"""The bot by webhook and its Telegram, together, as several tests need them."""

import contextlib
from collections.abc import AsyncIterator

from tests.delivery.ports import free_port
from tests.process import BotProcess
from tests.standin import StandIn

SECRET = "only-telegram-knows-this"


@contextlib.asynccontextmanager
async def running(
    source: str, *, patches: dict[str, float] | None = None, preparation: str = "", **settings: str
) -> AsyncIterator[tuple[StandIn, BotProcess]]:
    """A Telegram and the bot, up, with updates by `poll` or by `webhook`."""
    port = free_port()
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        bot = bot_of(telegram, source, port, patches, **settings)
        bot.preparation = preparation
        async with bot:
            yield telegram, bot


def bot_of(
    telegram: StandIn, source: str, port: int, patches: dict[str, float] | None = None, **settings: str
) -> BotProcess:
    """The bot, not started, with what its source needs."""
    given = {"PORT": str(port), "WEBHOOK_URL": "https://bot.example.org", "WEBHOOK_SECRET": SECRET}
    return BotProcess(telegram, source, patches=patches, **(given if source == "webhook" else {}), **settings)
