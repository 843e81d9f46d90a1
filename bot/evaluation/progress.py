"""Where a long run stands, told to whoever shows it."""

from collections.abc import Callable

Show = Callable[[str], None]
"""Shows one text in place of the last one."""


def silent(_: str) -> None:
    """Show nothing."""
