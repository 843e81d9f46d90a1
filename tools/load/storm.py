"""A storm: calls go wrong at random, updates can't be parsed, acceptances get lost; who is answered?"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, dataclass
from random import Random

from tools.load.contestants import ours
from tools.load.figures import table
from tools.load.ledger import COLUMNS, Ledger, Outcome
from tools.load.people import finish, keep_asking
from tools.ports import free_port
from tools.standin import StandIn
from tools.standin.faults import DROP, GARBLED, HTML_502, LOSE, Fault, Faults, refuse, slow
from tools.standin.webhook import POST

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
    outcome: Outcome
    seen: Counter[str]

    @property
    def doubtful(self) -> int:
        """Messages of which the bot could not learn that they had arrived: each may come twice."""
        return self.seen["sendMessage lost"] + self.seen["sendMessage garbled"]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or stirred up, and nothing doubled but what was in doubt."""
        return self.outcome.loses_nothing and self.outcome.duplicates <= self.doubtful


async def ask_in_a_storm(verb: str, questions: int, seed: int, say: Callable[[str], None]) -> Result:
    """Have so many questions asked in a storm."""
    storm, port, ledger = Storm(Random(seed)), free_port(), Ledger()  # noqa: S311 - faults, not secrets
    telegram = StandIn(webhook_target=f"http://127.0.0.1:{port}", faults=storm)
    telegram.state.listeners.append(ledger.listen)
    async with telegram, ours(verb).up(telegram, port) as bot:
        asking = asyncio.create_task(keep_asking(telegram, ledger, BACKLOG, questions, POISON_EVERY))
        outcome = await finish(telegram, ledger, bot, asking.done)
        asking.cancel()
    say(f"{verb}: {storm.seen.total()} calls went wrong: {dict(sorted(storm.seen.items()))}")
    return Result(verb, outcome, storm.seen)


def report(results: list[Result]) -> str:
    """The table."""
    rows = [(one.verb, *astuple(one.outcome), one.doubtful, one.seen.total()) for one in results]
    return table(("verb", *COLUMNS, "in doubt", "went wrong"), rows)
