"""Of two copies the older stays, the newer ends, and of two that start together one."""

import itertools
import random
from collections.abc import Iterator

import pytest
from telegram.error import Conflict

from bot.errors import ConflictError
from bot.incoming.copies import PollErrors

PATIENCE = 60.0
CONFLICT = Conflict("Conflict: terminated by other getUpdates request")


class Copy:
    """One that polls, or tries to, every ten seconds of a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.errors = PollErrors(PATIENCE, lambda: self.now)

    def poll(self, times: int, *, every_other_fails: bool = False) -> None:
        """Poll so often; where another copy polls too, each ends the other's polls."""
        outcomes: Iterator[bool] = itertools.cycle((every_other_fails, False))
        for is_refused in itertools.islice(outcomes, times):
            if is_refused:
                self.errors.poll_failed(CONFLICT)
            else:
                self.errors.poll_succeeded()
            self.now += 10


def test_who_polled_undisturbed_before_stays() -> None:
    """However long the other tries."""
    copy = Copy()
    copy.poll(8)
    copy.poll(100, every_other_fails=True)


def test_who_came_later_ends() -> None:
    """After a minute, and half a minute more at most."""
    copy = Copy()
    with pytest.raises(ConflictError, match="the newer, ends"):
        copy.poll(100, every_other_fails=True)
    assert PATIENCE < copy.now <= PATIENCE * 1.5 + 20


def test_who_was_away_for_long_is_not_the_older_one_any_more() -> None:
    """A machine that slept comes back, and finds another copy that has taken over."""
    copy = Copy()
    copy.poll(8)
    copy.now += 10 * PATIENCE
    with pytest.raises(ConflictError):
        copy.poll(100, every_other_fails=True)


def test_an_overlap_of_two_deployments_ends_neither() -> None:
    """The one before ends within its grace; a conflict much later is another one."""
    copy = Copy()
    copy.poll(5, every_other_fails=True)
    copy.poll(10)
    copy.poll(100, every_other_fails=True)


def test_two_that_start_together_have_not_the_same_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """One ends before the other, which then polls undisturbed."""
    times = []
    for part in (0.0, 1.0):
        monkeypatch.setattr(random, "random", lambda part=part: part)
        copy = Copy()
        with pytest.raises(ConflictError):
            copy.poll(100, every_other_fails=True)
        times.append(copy.now)
    assert times[1] - times[0] >= 20


def test_a_webhook_is_no_second_copy() -> None:
    """However often Telegram says so."""
    errors = PollErrors(PATIENCE, iter(range(0, 100_000, 50)).__next__)
    for _ in range(20):
        errors.poll_failed(Conflict("Conflict: can't use getUpdates method while webhook is active"))
