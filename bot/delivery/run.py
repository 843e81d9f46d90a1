"""Runs a source of updates to its end, and lets nothing unexpected print what it may hold."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.delivery import logs
from bot.errors import B12BotError

log = logging.getLogger(__name__)

UNEXPECTED = 70
"""Exit code of a failure that is a mistake of the program (EX_SOFTWARE of sysexits.h)."""


def run(source: Coroutine[Any, Any, None], log_level: str) -> int:
    """Run `source` until it ends, and return the exit code.

    Raises:
        B12BotError: what a person is meant to read, as `source` raised it.
    """
    logs.configure(log_level)
    try:
        asyncio.run(source)
    except (B12BotError, KeyboardInterrupt):
        raise
    except Exception:
        # A traceback would print texts of exceptions, and those may hold the token.
        log.critical("an unexpected error ended the bot", exc_info=True)
        return UNEXPECTED
    return 0
