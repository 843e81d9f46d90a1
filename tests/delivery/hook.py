"""A bot as a process of its own, with what its source of updates needs."""

from tests.bots import PUBLIC, SECRET
from tests.process import BotProcess
from tools.standin import StandIn

__all__ = ["SECRET", "bot_of"]


def bot_of(telegram: StandIn, source: str, port: int, **settings: str) -> BotProcess:
    """The bot by `poll` or by `webhook`, not started."""
    given = {"PORT": str(port), "WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET}
    return BotProcess(telegram, source, **(given if source == "webhook" else {}), **settings)
