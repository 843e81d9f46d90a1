"""Reads the knowledge anew while the bot runs: aside, checked as a whole, used as a whole or not at all."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot.conversation import Conversation
from bot.errors import B12BotError
from bot.handlers.live import Live

log = logging.getLogger(__name__)

KNOWLEDGE_FILES = frozenset({".yaml", ".txt", ".tsv"})
"""Endings of what the bot reads; editors' programs write others beside them."""


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


async def reloading(source: Coroutine[Any, Any, None], reloader: Reloader, watched: Path | None) -> None:
    """Run a source of updates to its end; read the knowledge anew at each SIGHUP.

    And whenever a knowledge file of the folder that is `watched` (absolute) changes.
    """
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloader.ask)
    running = [asyncio.create_task(reloader.run())]
    if watched:
        running.append(asyncio.create_task(_watch(watched, reloader)))
    try:
        await source
    finally:
        for task in running:
            task.cancel()


async def _watch(root: Path, reloader: Reloader) -> None:
    """Have the knowledge read anew whenever one of its files is saved, until cancelled."""
    from watchfiles import awatch  # noqa: PLC0415 - only who watches needs it

    # Folders, as many programs save a file by putting another in its place; and not all that is below the
    # root, which may be a checkout with an environment in it.
    knowledge = root / "knowledge"
    folders = (root, knowledge, knowledge / "ordinary")

    def is_knowledge(_: object, name: str) -> bool:
        path = Path(name)
        is_read = path == root / "intents.yaml" or knowledge in path.parents
        return is_read and path.suffix in KNOWLEDGE_FILES

    try:
        async for _ in awatch(*folders, watch_filter=is_knowledge, recursive=False):
            reloader.ask()
    except Exception:
        log.exception("the knowledge is not watched any more; SIGHUP still has it read anew")
