"""What takes much memory to make is made in a process of its own, and only what was made comes back.

Learning from the examples takes several times the memory that the outcome does, and libraries that answering
does not need. A process hardly ever gives memory back, so another one does it, and ends.
"""

import asyncio
import pickle
import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from bot.errors import B12BotError, StartUpError

T = TypeVar("T")


async def made_apart(make: Callable[[], T]) -> T:
    """Return what `make` returns, called in a process of its own; it and its outcome must be picklable.

    Raises:
        B12BotError: as `make` raised it.
        StartUpError: if that process ended without an outcome.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        # Ctrl-C is for the bot, which then ends this one.
        start_new_session=True,
    )
    try:
        made, _ = await process.communicate(pickle.dumps(make))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code := process.returncode:
        end = f"was ended by {signal.Signals(-code).name}" if code < 0 else "failed"
        raise StartUpError(f"the process that learns the knowledge base {end}: is there memory enough?")
    outcome: T | B12BotError = pickle.loads(made)  # noqa: S301 - written by our own process
    if isinstance(outcome, B12BotError):
        raise outcome
    return outcome


def main() -> None:
    """Call what comes in, and write the outcome or the error that a person is meant to read."""
    make = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    try:
        outcome = make()
    except B12BotError as error:
        outcome = error
    pickle.dump(outcome, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
