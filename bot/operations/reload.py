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

Load = Callable[[], Conversation]
"""Reads the knowledge and, by a process of its own, learns what is not learnt yet."""


async def reload(load: Load, live: Live) -> Sequence[str]:
    """Read the knowledge anew and use it; return the problems for which the old one is kept."""
    try:
        conversation = await asyncio.to_thread(load)
    except B12BotError as error:
        problems = str(error).splitlines()
        for problem in problems:
            log.error("the knowledge is not replaced: %s", problem)  # noqa: TRY400 - the line says it
        return problems
    live.use(conversation)
    log.info("the knowledge was read anew, and is used from now on")
    return ()


async def reloading(source: Coroutine[Any, Any, None], load: Load, live: Live, watched: Path | None) -> None:
    """Run a source of updates to its end; read the knowledge anew at each SIGHUP.

    And whenever a knowledge file of the folder that is `watched` (absolute) changes.
    """
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    running = [asyncio.create_task(_reload_when_asked(asked, load, live))]
    if watched:
        running.append(asyncio.create_task(_watch(watched, asked)))
    try:
        await source
    finally:
        for task in running:
            task.cancel()


async def _reload_when_asked(asked: asyncio.Event, load: Load, live: Live) -> None:
    """Read the knowledge anew whenever that is asked for; asked meanwhile, once more."""
    while True:
        await asked.wait()
        asked.clear()
        try:
            await reload(load, live)
        except Exception:
            log.exception("the knowledge is not replaced")


async def _watch(root: Path, asked: asyncio.Event) -> None:
    """Ask whenever a knowledge file is saved, until cancelled."""
    from watchfiles import awatch  # noqa: PLC0415 - only who watches needs it

    # Folders, as many programs save a file by putting another in its place; and not all that is below the
    # root, which may be a checkout with an environment in it.
    knowledge = root / "knowledge"
    folders = (root, knowledge, knowledge / "ordinary")

    def is_knowledge(_: object, name: str) -> bool:
        return Path(name).suffix in KNOWLEDGE_FILES

    try:
        async for _ in awatch(*folders, watch_filter=is_knowledge, recursive=False):
            asked.set()
    except Exception:
        log.exception("the knowledge is not watched any more; SIGHUP still has it read anew")
