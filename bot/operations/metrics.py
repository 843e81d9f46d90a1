"""What /metrics shows: counts and times, in a registry of its own. No text and no id is ever a label."""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.conversation import Reply
from bot.handlers import Observer

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper bounds of the histogram: from a question on a quiet machine to one that Telegram made wait."""


class Metrics(Observer):
    """Counts what handlers, and both ways of updates and replies, tell."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._watched: dict[str, Gauge] = {}
        # Memory and CPU time of the process, by the names that dashboards know.
        ProcessCollector(registry=registry)

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"b12bot_{name}", text, labels, registry=registry)

        replies = counter("replies", "Replies that Telegram accepted", "outcome", "intent")
        updates = counter("updates", "Updates by what became of them", "result")
        # What every update is counted by is not looked for anew, behind a lock, each time.
        self._replies, self._updates = cache(replies.labels), cache(updates.labels)
        self._seconds = Histogram(
            "b12bot_answer_seconds", "From taking an update to its end", buckets=SECONDS, registry=registry
        )
        self._errors = counter("api_errors", "Failed requests to Telegram", "method", "error")
        self._failures = counter("failures", "Updates whose handling failed", "error")
        self._dropped = counter("dropped", "Replies dropped, for the bot may not write there")
        self._limited = counter("rate_limited", "Messages that came too fast to be answered", "what")
        self._unrecorded = counter(
            "unrecorded", "Answered while the database was down: may be answered twice"
        )
        self._misrouted = counter("webhook_misrouted", "Posts of Telegram that came to a wrong path")
        votes = "Thumbs given less those taken back, since the start"
        self._counts: Tally[tuple[str, str]] = Tally()
        """Replies by outcome and intent since they were last taken; with no intent, all of that outcome."""
        self._votes = Gauge("b12bot_votes", votes, ["intent", "vote"], registry=registry)

    def watch(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Show a value that is asked for when the metrics are."""
        if name not in self._watched:
            self._watched[name] = Gauge(f"b12bot_{name}", text, registry=self.registry)
        self._watched[name].set_function(value)

    def replied(self, reply: Reply) -> None:
        """Count a reply under each intent that it is about."""
        for intent in reply.intents or ("none",):
            self._replies(reply.outcome.value, intent).inc()
        self._counts.update((reply.outcome.value, intent) for intent in ("", *reply.intents))

    def take_counts(self) -> Mapping[tuple[str, str], int]:
        """Return the replies since the last call, by outcome and intent, and forget them."""
        taken, self._counts = self._counts, Tally()
        return taken

    def voted(self, intent: str, vote: str, change: int) -> None:
        """Count a thumb, or one that was taken back."""
        self._votes.labels(intent, vote).inc(change)

    def blocked(self) -> None:
        """Count a reply that nobody can get."""
        self._dropped.inc()

    def limited(self, what: str) -> None:
        """Count a message that came too fast."""
        self._limited.labels(what).inc()

    def failed(self, error: str) -> None:
        """Count an update whose handling failed."""
        self._failures.labels(error).inc()

    def request_failed(self, method: str, error: Exception) -> None:
        """Count a request to Telegram that failed, by method and class of error."""
        self._errors.labels(method, type(error).__name__).inc()

    def update(self, result: str) -> None:
        """Count an update: `done`, `again` (later), `given_up`, `failed`, `unreadable` or `known`."""
        self._updates(result).inc()

    def unrecorded(self) -> None:
        """Count an update of which nobody could write down that it was answered."""
        self._unrecorded.inc()

    def misrouted(self) -> None:
        """Count a post of Telegram that came to a path that is not the webhook's."""
        self._misrouted.inc()

    def took(self, seconds: float) -> None:
        """Count the time that an update took."""
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)
