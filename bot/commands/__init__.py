"""The verbs of the command line: `add_parser` of a module says what its verb takes, `run` does it."""

import argparse
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
"""What `add_parser` of each command adds its parser to."""
GOLDEN = Path("tests", "golden")
"""Where golden questions are below the folder of a knowledge base, if it has any."""


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """Let a verb that reads the knowledge base read another one."""
    parser.add_argument(
        "--knowledge",
        metavar="FOLDER",
        type=Path,
        help="where intents.yaml and knowledge/ are (default: the bot's own)",
    )
