"""What /metrics shows: counts and times, in a registry of its own. No text and no id is ever a label."""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.conversation import Reply
from bot.handlers import Observer

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper bounds of the histogram: from a question on a quiet machine to one that Telegram made wait."""
COUNTERS: Mapping[str, tuple[str, ...]] = {
    "replies": ("Replies that Telegram accepted", "outcome", "intent"),
    # `done`, `again` (later), `given_up`, `failed`, `unreadable` or `known`
    "updates": ("Updates by what became of them", "result"),
    "api_errors": ("Failed requests to Telegram", "method", "error"),
    "failures": ("Updates whose handling failed", "error"),
    "dropped": ("Replies dropped, for the bot may not write there",),
    "rate_limited": ("Messages that came too fast to be answered", "what"),
    "unrecorded": ("Answered while the database was down: may be answered twice",),
    "webhook_misrouted": ("Posts of Telegram that came to a wrong path",),
}
"""What is counted: the text for people, and the names of the labels."""


class Metrics(Observer):
    """Counts what handlers, and both ways of updates and replies, tell."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        # Memory and CPU time of the process, by the names that dashboards know.
        ProcessCollector(registry=registry)
        counters = {
            name: Counter(f"b12bot_{name}", text, labels, registry=registry)
            for name, (text, *labels) in COUNTERS.items()
        }
        # Each is looked for once: that takes a lock.
        self._series = cache(
            lambda name, *labels: counters[name].labels(*labels) if labels else counters[name]
        )
        self._seconds = Histogram(
            "b12bot_answer_seconds", "From taking an update to its end", buckets=SECONDS, registry=registry
        )
        self._votes = Gauge(
            "b12bot_votes", "Thumbs given less those taken back", ["intent", "vote"], registry=registry
        )
        self._watched: dict[str, Gauge] = {}
        self._counts: Tally[tuple[str, str]] = Tally()
        """Replies by outcome and intent since they were last taken; with no intent, all of that outcome."""

    def count(self, name: str, *labels: str) -> None:
        """Count one more of what `COUNTERS` lists."""
        self._series(name, *labels).inc()

    def watch(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Show a value that is asked for when the metrics are."""
        if name not in self._watched:
            self._watched[name] = Gauge(f"b12bot_{name}", text, registry=self.registry)
        self._watched[name].set_function(value)

    def took(self, seconds: float) -> None:
        """Count the time that an update took."""
        self._seconds.observe(seconds)

    def take_counts(self) -> Mapping[tuple[str, str], int]:
        """Return the replies since the last call, by outcome and intent, and forget them."""
        taken, self._counts = self._counts, Tally()
        return taken

    def replied(self, reply: Reply) -> None:
        """Count a reply under each intent that it is about."""
        for intent in reply.intents or ("none",):
            self.count("replies", reply.outcome.value, intent)
        self._counts.update((reply.outcome.value, intent) for intent in ("", *reply.intents))

    def voted(self, intent: str, vote: str, change: int) -> None:
        """Count a thumb, or one that was taken back."""
        self._votes.labels(intent, vote).inc(change)
