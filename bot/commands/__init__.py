"""The verbs of the command line, one module each: `add_parser` says what it takes, `run` does it."""

import argparse
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
"""What `add_parser` of each command adds its parser to."""
