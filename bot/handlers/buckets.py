"""Token buckets: how fast one person or one group may write and still be answered."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import IntEnum

REMEMBERED = 10_000
"""People, or groups, whose buckets are kept; the one that was quiet longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much may come at once, and how much in the long run."""

    burst: int
    """Messages at once."""
    per_second: float
    """Messages a second, in the long run."""


class Verdict(IntEnum):
    """What is done with a message; of two verdicts the higher one counts."""

    ANSWER = 0
    WARN = 1
    """Ask to slow down."""
    PASS_OVER = 2


@dataclass(slots=True)
class _Bucket:
    tokens: float
    when: float
    was_warned: bool = False


class Buckets:
    """One bucket for each person or group, found by a number."""

    def __init__(self, allowance: Allowance, remembered: int = REMEMBERED) -> None:
        self._allowance = allowance
        self._remembered = remembered
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: int, when: float) -> Verdict:
        """Take a token for a message of `when` (seconds since any fixed time); say what is done with it.

        Whoever empties the bucket is warned once, and again only after it was full meanwhile.
        """
        bucket = self._filled(key, when)
        if bucket.tokens >= self._allowance.burst:
            bucket.was_warned = False
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.ANSWER
        if bucket.was_warned:
            return Verdict.PASS_OVER
        bucket.was_warned = True
        return Verdict.WARN

    def _filled(self, key: int, when: float) -> _Bucket:
        """Return a bucket with what has flowed in until `when`, as the one used last."""
        bucket = self._buckets.setdefault(key, _Bucket(self._allowance.burst, when))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        inflow = max(0.0, when - bucket.when) * self._allowance.per_second
        bucket.tokens = min(float(self._allowance.burst), bucket.tokens + inflow)
        bucket.when = when
        return bucket
