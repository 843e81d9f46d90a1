"""A storm: calls go wrong at random, updates can't be parsed, acceptances get lost; who is answered?"""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.delivery.ports import free_port
from tests.load.contestants import ours
from tests.load.figures import table
from tests.load.ledger import Ledger
from tests.load.people import keep_asking
from tests.standin import StandIn
from tests.standin.faults import DROP, GARBLED, HTML_502, LOSE, Fault, Faults, refuse, slow
from tests.standin.webhook import POST

RATE = 0.1
"""How many calls go wrong."""
FAULTS = {
    "dropped": DROP,
    "lost": LOSE,
    "garbled": GARBLED,
    "html 502": HTML_502,
    "500": refuse(500, "Internal Server Error"),
    "429": refuse(429, "Too Many Requests: retry after 1", retry_after=1),
    "slow": slow(0.5),
}
METHODS = ("sendMessage", "getUpdates", POST)
POISON_EVERY = 20
BACKLOG = 60
"""Questions that wait for a reply at any time."""
PATIENCE = 60.0
"""Seconds without a reply after which no more are waited for."""


class Storm(Faults):
    """Faults at random, the same ones for the same seed and the same calls."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self._random = random
        self.seen: Counter[str] = Counter()
        """How many calls went wrong, by what went wrong."""

    def take(self, method: str) -> Fault | None:
        """Let one call in ten go wrong, and Telegram miss one acceptance of an update in ten."""
        if method not in METHODS or self._random.random() >= RATE:
            return None
        name = "lost" if method == POST else self._random.choice(list(FAULTS))
        self.seen[f"{method} {name}"] += 1
        return FAULTS[name]


@dataclass(frozen=True)
class Result:
    """What came of it."""

    verb: str
    asked: int
    answered: int
    duplicates: int
    doubtful: int
    """Messages of which the bot could not learn that they had arrived: each may come twice."""
    out_of_order: int
    strays: int
    refused: int
    """Calls that Telegram refused."""
    exit_code: int
    seen: Counter[str]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or stirred up, and nothing doubled but what was in doubt."""
        is_wrong = self.strays or self.refused or self.out_of_order or self.exit_code
        return self.asked == self.answered and not is_wrong and self.duplicates <= self.doubtful


async def ask_in_a_storm(verb: str, questions: int, seed: int, say: Callable[[str], None]) -> Result:
    """Have so many questions asked in a storm."""
    random, port, ledger = Random(seed), free_port(), Ledger()  # noqa: S311 - faults, not secrets
    storm = Storm(random)
    telegram = StandIn(webhook_target=f"http://127.0.0.1:{port}", faults=storm)
    telegram.state.listeners.append(ledger.listen)
    async with telegram, ours(verb).up(telegram, port) as bot:
        asking = asyncio.create_task(keep_asking(telegram, ledger, BACKLOG, questions, POISON_EVERY))
        await ledger.settle(PATIENCE, lambda: asking.done() and not ledger.open)
        asking.cancel()
        await telegram.quiet()
        code = await bot.end(signal.SIGTERM)
    say(f"{verb}: {storm.seen.total()} calls went wrong: {dict(sorted(storm.seen.items()))}")
    doubtful = storm.seen["sendMessage lost"] + storm.seen["sendMessage garbled"]
    return Result(
        verb, ledger.asked, ledger.answered, ledger.duplicates.total(), doubtful,
        ledger.out_of_order, len(ledger.strays), len(telegram.refusals), code, storm.seen,
    )  # fmt: skip


def report(results: list[Result]) -> str:
    """The table."""
    counts = ("asked", "answered", "lost", "duplicates", "in doubt", "out of order", "went wrong", "exit")
    return table(("verb", *counts), [_row(one) for one in results])


def _row(one: Result) -> tuple[object, ...]:
    counts = (one.verb, one.asked, one.answered, one.asked - one.answered, one.duplicates, one.doubtful)
    return (*counts, one.out_of_order, one.seen.total(), one.exit_code)
