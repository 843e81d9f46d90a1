"""Where a long run stands: one line at the terminal, nothing in a pipe."""

import sys

WIDTH = 70
"""Characters that one text may have, and the next one takes away."""


def show(text: str) -> None:
    """Show a text in place of the last one; an empty text leaves the line as if nothing had been there."""
    if sys.stderr and sys.stderr.isatty():
        print(f"\r{text[:WIDTH]:<{WIDTH}}\r", end="", file=sys.stderr, flush=True)
