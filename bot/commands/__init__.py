"""The verbs of the command line: `add_parser` of a module says what its verb takes, `run` does it."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
"""What `add_parser` of each command adds its parser to."""
GOLDEN = Path("tests", "golden")
"""Where golden questions are below the folder of a knowledge base, if it has any."""
WIDTH = 70
"""Characters that a line on where a long run stands may have."""


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """Let a verb that reads the knowledge base read another one."""
    parser.add_argument(
        "--knowledge",
        metavar="FOLDER",
        type=Path,
        help="where intents.yaml and knowledge/ are (default: the bot's own)",
    )


def show(text: str) -> None:
    """Show a person where a long run stands, in place of what was shown last; an empty text takes it away."""
    if sys.stderr and sys.stderr.isatty():
        print(f"\r{text[:WIDTH]:<{WIDTH}}\r", end="", file=sys.stderr, flush=True)
