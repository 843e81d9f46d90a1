"""Keeps a storm of equal errors from flooding the log: a few of them, then how many more there were."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST = 3
"""Equal warnings that are written in a period."""
PERIOD_SECONDS = 60.0
"""After so long they are counted anew."""

Key = tuple[str, int, str]


@dataclass(slots=True)
class _Run:
    """Equal records of one period."""

    since: float
    seen: int = 0

    @property
    def left_out(self) -> int:
        return max(0, self.seen - FIRST)


class Repeats(logging.Filter):
    """Lets the first few of equal warnings pass; equal are those of one place in the program.

    What was left out is told with the first that passes in a later period, or by `rest`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._runs: dict[Key, _Run] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a record is written."""
        if record.levelno < logging.WARNING:
            return True
        key, now = (record.name, record.levelno, str(record.msg)), self._clock()
        run = self._runs.get(key)
        if run is None or now - run.since >= PERIOD_SECONDS:
            left_out = run.left_out if run else 0
            self._runs[key] = run = _Run(now)
            if left_out:
                record.msg = f"{record.msg} ({left_out} more like this before)"
        run.seen += 1
        return run.seen <= FIRST

    def rest(self) -> Iterator[tuple[str, int, str]]:
        """Yield what was left out and not told yet, as logger, level and message; and forget it."""
        for (name, level, text), run in self._runs.items():
            if run.left_out:
                yield name, level, f"{run.left_out} more like: {text}"
        self._runs.clear()
