"""The real bot, as a task that polls the stand-in, and starts anew when it is given other knowledge."""

import asyncio

from bot.conversation import Conversation
from bot.incoming.polling import poll
from bot.operations.startup import stop_on_signals
from bot.settings import Settings


class RunningBot:
    """`poll` itself, once for each conversation that it is given."""

    def __init__(self, settings: Settings, conversation: Conversation) -> None:
        self._settings = settings
        self._conversation = conversation
        self._stop = asyncio.Event()
        self._ended = False

    async def run_until(self, stop: asyncio.Event) -> None:
        """Answer until `stop` is set; what is in hand then is finished.

        Raises:
            B12BotError: as `poll` does.
        """
        polling, stopping = asyncio.create_task(self._poll()), asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            self._ended = True
            self._stop.set()
        await polling

    async def _poll(self) -> None:
        while not self._ended:
            self._stop = asyncio.Event()
            await poll(self._settings, self._conversation, stop=self._stop)

    def use(self, conversation: Conversation) -> None:
        """Answer by another conversation: what is in hand is finished by the old one."""
        self._conversation = conversation
        self._stop.set()


__all__ = ["RunningBot", "stop_on_signals"]
