"""The command line's door: parse, run a command, map errors to exit codes."""

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from bot.errors import B12BotError

VERBS = {
    "chat": "chat", "ask": "ask", "check": "check", "learn": "learn", "new": "new", "evaluate": "evaluate",
    "poll": "on_telegram", "webhook": "on_telegram", "migrate": "migrate", "shared": "shared",
    "report": "report", "preview": "preview",
}  # fmt: skip
"""Each with its module of `bot.commands`, imported when it is called: what answers needs no other."""

ONE_THREAD = "OPENBLAS_NUM_THREADS"
"""What keeps numpy from starting threads, which takes time and memory: nothing that we multiply is large."""

WINDOWS = "win32"
_BY_SIGNAL = 128
"""A process ended by a signal exits with this plus the signal's number."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 fine, 1 problems found, 2 something to mend first."""
    _speak_utf8()
    os.environ.setdefault(ONE_THREAD, "1")  # noqa: TID251 - no setting of ours, and before numpy is imported
    if sys.platform == WINDOWS:
        print("b12bot runs on Linux and macOS. On Windows, run it in WSL or in a container.", file=sys.stderr)
        return B12BotError.exit_code
    argv = sys.argv[1:] if argv is None else argv
    called = [argv[0]] if argv and argv[0] in VERBS else VERBS
    arguments = _parser(called).parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        if sys.stdout:
            sys.stdout.flush()
    except B12BotError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        if sys.stderr and sys.stderr.isatty():
            # What comes next is not to stand behind the ^C.
            print(file=sys.stderr)
        return _BY_SIGNAL + signal.SIGINT
    except BrokenPipeError:
        # The reader has gone (`ask … | head`): without this, Python would complain once more at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BY_SIGNAL + signal.SIGPIPE
    except OSError as error:
        print(f"the output can't be written ({error.strerror})", file=sys.stderr)
        return B12BotError.exit_code
    return code


def _parser(called: Iterable[str]) -> argparse.ArgumentParser:
    """Return the parser of the verbs that may be called."""
    parser = argparse.ArgumentParser(prog="b12bot", description="Answers questions from one article.")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for module in dict.fromkeys(VERBS[verb] for verb in called):
        import_module(f"bot.commands.{module}").add_parser(verbs)
    return parser


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale says; a byte that is none becomes a question mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
