"""Token buckets: how much may come at once, how it flows back, and who is forgotten."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.token_bucket import Allowance, TokenBuckets, Verdict

ANSWER, WARN, DROP = Verdict.ANSWER, Verdict.WARN, Verdict.DROP


def test_five_at_once_then_one_every_two_seconds() -> None:
    """The sixth is warned, the seventh passed over, and two seconds later one is answered again."""
    buckets = TokenBuckets(Allowance(5, 0.5))
    assert [buckets.take(1, 0.0) for _ in range(7)] == [ANSWER] * 5 + [WARN, DROP]
    assert [buckets.take(1, 2.0) for _ in range(2)] == [ANSWER, DROP]
    assert buckets.take(2, 2.0) is ANSWER


def test_the_warning_comes_again_only_after_a_calm() -> None:
    """A bucket that was full meanwhile makes a new warning possible."""
    buckets = TokenBuckets(Allowance(1, 1.0))
    assert [buckets.take(1, when) for when in (0.0, 0.0, 0.5, 2.0, 2.0, 2.0)] == [
        ANSWER, WARN, DROP, ANSWER, WARN, DROP,
    ]  # fmt: skip


def test_the_longest_quiet_is_forgotten() -> None:
    """However many people write, so many buckets are kept."""
    buckets = TokenBuckets(Allowance(1, 0.001), remembered=2)
    for person in (1, 2, 1, 3):
        buckets.take(person, 0.0)
    assert len(buckets) == 2
    assert [buckets.take(person, 0.0) for person in (1, 2)] == [DROP, ANSWER]


@given(st.lists(st.floats(0, 100), max_size=60))
def test_no_more_is_answered_than_is_allowed(times: list[float]) -> None:
    """Whatever the order of the times, and be the clock set back."""
    buckets = TokenBuckets(Allowance(5, 0.5))
    answered = sum(buckets.take(1, when) is ANSWER for when in times)
    climbs = sum(max(0.0, later - earlier) for earlier, later in pairwise(times))
    assert answered <= 5 + climbs * 0.5
