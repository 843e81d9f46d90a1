"""Runs a source of updates to its end: event loop, signals, exit code; prints nothing that may be secret."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop

from bot.errors import B12BotError
from bot.operations import logs
from bot.settings import Settings

log = logging.getLogger(__name__)

COLLECT_AFTER = 10_000
"""Objects made and not gone after which Python looks for those that hold each other. Hardly any of ours do;
at its default of 700 it looks several times a question, which takes 15 % of the CPU."""
UNEXPECTED = 70
"""Exit code of a failure that is a mistake of the program (EX_SOFTWARE of sysexits.h)."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What asks the process to end."""


def run(source: Coroutine[Any, Any, None], settings: Settings) -> int:
    """Run `source` until it ends, and return the exit code; raise what a person is meant to read."""
    gc.set_threshold(COLLECT_AFTER)
    throttle = logs.configure(settings.log_level, settings.log_format, settings.secrets)
    try:
        # It takes a quarter less CPU time than asyncio's own.
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(source)
    except (B12BotError, KeyboardInterrupt):
        raise
    except Exception:
        # A traceback would print texts of exceptions, and those may hold the token.
        log.critical("an unexpected error ended the bot", exc_info=True)
        return UNEXPECTED
    finally:
        throttle.finish()
    log.info("stopped")
    return 0


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to end; asked again, the process ends at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    for number in SIGNALS:
        loop.add_signal_handler(number, ask)
    return stop


async def unless_stopped(stop: asyncio.Event, request: Coroutine[Any, Any, object]) -> bool:
    """Wait for a request unless the process is asked to end before; say whether it was made."""
    tasks = requesting, stopping = asyncio.ensure_future(request), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if requesting.done():
            requesting.result()
        return requesting.done() and not stop.is_set()
    finally:
        stopping.cancel()
        if requesting.cancel():
            await asyncio.wait({requesting})


async def wait_for_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait until `stop` is set, at most so long."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
