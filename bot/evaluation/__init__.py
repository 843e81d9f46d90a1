"""How well questions are understood: measured on golden questions, on typos, on anybody's labelled questions.

Nothing here runs while the bot talks to people.
"""

from collections.abc import Callable

Show = Callable[[str], None]
"""Shows where a long run stands: one text in place of the last one."""


def silent(_: str) -> None:
    """Show nothing."""
