"""A storm of equal errors is a few lines and a count."""

import logging

import pytest

from bot.operations.logs import FIRST, PERIOD_SECONDS, Throttle


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time, in seconds."""
        return self.now


def passes(throttle: Throttle, message: str, *args: object, level: int = logging.WARNING) -> str | None:
    """The message of a record as it is written, or None if it is left out."""
    record = logging.LogRecord("bot", level, __file__, 1, message, args, None)
    return record.getMessage() if throttle.filter(record) else None


def test_the_first_few_are_written_and_the_rest_counted() -> None:
    """Equal are those of one place in the program, whatever they are about."""
    clock = Clock()
    throttle = Throttle(clock)
    lines = [passes(throttle, "update %d failed", number) for number in range(50)]
    assert [line for line in lines if line] == [f"update {number} failed" for number in range(FIRST)]
    assert passes(throttle, "something else") == "something else"
    clock.now = PERIOD_SECONDS
    assert passes(throttle, "update %d failed", 50) == "update 50 failed (47 more like this before)"


def test_what_was_left_out_is_told_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    """Once."""
    throttle = Throttle(Clock())
    for number in range(5):
        passes(throttle, "update %d failed", number)
    for _ in range(2):
        throttle.finish()
    assert caplog.record_tuples == [("bot", logging.WARNING, "2 more like: update %d failed")]


def test_what_is_no_warning_is_always_written() -> None:
    """The life of the process is told in full."""
    throttle = Throttle(Clock())
    assert all(passes(throttle, "is up", level=logging.INFO) for _ in range(20))
