"""What takes much memory to make is made in a process of its own, and only what was made comes back.

Learning from the examples takes several times the memory that the outcome does, and libraries that answering
does not need. A process hardly ever gives memory back, so another one does it, and ends.
"""

import asyncio
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO, TypeVar, cast

from bot.errors import B12BotError, StartUpError

T = TypeVar("T")


async def made_apart(make: Callable[[], T]) -> T:
    """Return what `make` returns, called in a process of its own; it and its outcome must be picklable.

    Raises:
        B12BotError: as `make` raised it.
        StartUpError: if that process ended without an outcome.
    """
    try:
        process = _started()
    except OSError as error:
        raise StartUpError(f"the process that learns can't be started ({error.strerror})") from None
    try:
        outcome = await asyncio.to_thread(_outcome, process, make)
    except (EOFError, OSError, pickle.UnpicklingError):
        code = process.wait()
        end = f"was ended ({signal.strsignal(-code)}): is there memory enough?" if code < 0 else "failed"
        raise StartUpError(f"the process that learns the knowledge base {end}") from None
    finally:
        process.kill()
        process.wait()
    if isinstance(outcome, B12BotError):
        raise outcome
    return outcome


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - this very module
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C is for the bot, which ends as soon as this process has.
        start_new_session=True,
    )


def _outcome(process: "subprocess.Popen[bytes]", make: Callable[[], T]) -> T | B12BotError:
    """Have it made. The outcome is read piece by piece: in one piece it would leave a hole in memory."""
    with process, cast("IO[bytes]", process.stdin) as to, cast("IO[bytes]", process.stdout) as back:
        pickle.dump(make, to)
        to.close()
        outcome: T | B12BotError = pickle.load(back)  # noqa: S301 - written by our own process
        return outcome


def main() -> None:
    """Call what comes in, and write the outcome or the error that a person is meant to read."""
    # A supervisor may ask all processes to end; when this one does is for the bot to say.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    make = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    try:
        outcome = make()
    except B12BotError as error:
        outcome = error
    except Exception as error:  # noqa: BLE001 - a mistake of the program: one line, as the bot itself has it
        sys.exit(f"learning failed ({type(error).__name__})")
    pickle.dump(outcome, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
