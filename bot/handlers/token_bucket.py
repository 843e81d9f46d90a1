"""Token buckets: how fast one person or one group may write and still be answered."""

from dataclasses import dataclass
from enum import IntEnum

from bot.storage.recent import REMEMBERED, Recent


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
    DROP = 2


@dataclass(slots=True)
class _Bucket:
    tokens: float
    when: float
    was_warned: bool = False


class TokenBuckets:
    """One bucket for each person or group, by a number; whoever was quiet longest is forgotten first."""

    def __init__(self, allowance: Allowance, remembered: int = REMEMBERED) -> None:
        self._allowance = allowance
        self._buckets: Recent[int, _Bucket] = Recent(remembered=remembered)

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
            return Verdict.DROP
        bucket.was_warned = True
        return Verdict.WARN

    def _filled(self, key: int, when: float) -> _Bucket:
        """Return a bucket with what has flowed in until `when`, as the one used last."""
        bucket = self._buckets.get(key) or _Bucket(self._allowance.burst, when)
        self._buckets.put(key, bucket)
        inflow = max(0.0, when - bucket.when) * self._allowance.per_second
        bucket.tokens = min(float(self._allowance.burst), bucket.tokens + inflow)
        bucket.when = when
        return bucket
