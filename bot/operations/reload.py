"""Reads the knowledge anew while the bot runs: aside, checked as a whole, used as a whole or not at all."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from bot.conversation import Conversation
from bot.errors import B12BotError
from bot.handlers.live import Live

log = logging.getLogger(__name__)


class Reloader:
    """Has another conversation answer, once it was read and, by a process of its own, learnt."""

    def __init__(self, load: Callable[[], Conversation], live: Live) -> None:
        self._load = load
        self._live = live
        self._asked = asyncio.Event()

    async def reload(self) -> Sequence[str]:
        """Read the knowledge anew and use it; return the problems for which the old one is kept.

        The bot goes on meanwhile, with what it has.
        """
        try:
            conversation = await asyncio.to_thread(self._load)
        except B12BotError as error:
            problems = str(error).splitlines()
            for problem in problems:
                log.error("the knowledge is not replaced: %s", problem)  # noqa: TRY400 - the line says it
            return problems
        self._live.use(conversation)
        log.info("the knowledge was read anew, and is used from now on")
        return ()

    def ask(self) -> None:
        """Have it read anew as soon as it can be; asked while that is done, once more after it."""
        self._asked.set()

    async def run(self) -> None:
        """Read it anew whenever that is asked for, until cancelled."""
        while True:
            await self._asked.wait()
            self._asked.clear()
            try:
                await self.reload()
            except Exception:
                log.exception("the knowledge is not replaced")


async def reloading(source: Coroutine[Any, Any, None], reloader: Reloader) -> None:
    """Run a source of updates to its end, and have the knowledge read anew at each SIGHUP."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloader.ask)
    running = asyncio.create_task(reloader.run())
    try:
        await source
    finally:
        running.cancel()
