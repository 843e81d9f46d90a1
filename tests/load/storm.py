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
from tests.load.people import FIRST, KNOWN, poison, question
from tests.load.telegram import Telegram
from tests.load.up import up
from tests.standin.faults import DROP, HTML_502, LOSE, Fault, Faults, refuse, slow

RATE = 0.1
"""How many calls go wrong."""
WEATHER = {
    "dropped": DROP,
    "lost": LOSE,
    "html 502": HTML_502,
    "500": refuse(500, "Internal Server Error"),
    "429": refuse(429, "Too Many Requests: retry after 1", 1),
    "slow": slow(0.5),
}
STRUCK = ("sendMessage", "getUpdates")
POISON_EVERY = 20
BACKLOG = 60
"""Questions that wait for a reply at any time."""
PATIENCE = 60.0
"""Seconds without a reply after which no more are waited for."""
QUIET = 3.0
"""Seconds after the last reply in which nothing may come."""


class Storm(Faults):
    """Faults at random, the same ones for the same seed and the same calls."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self._random = random
        self.seen: Counter[str] = Counter()
        """How many calls went wrong, by what went wrong."""

    def take(self, method: str) -> Fault | None:
        """Let one call in ten go wrong."""
        if method not in STRUCK or self._random.random() >= RATE:
            return None
        name = self._random.choice(list(WEATHER))
        self.seen[f"{method} {name}"] += 1
        return WEATHER[name]

    def loses(self) -> bool:
        """Whether Telegram misses that the bot accepted an update, and posts it again."""
        lost = self._random.random() < RATE
        self.seen["acceptance lost"] += lost
        return lost


@dataclass(frozen=True)
class Weathered:
    """What came of it."""

    verb: str
    asked: int
    answered: int
    duplicates: int
    doubtful: int
    """Messages of which the bot could not learn that they had arrived: each may come twice."""
    out_of_order: int
    strays: int
    exit_code: int
    seen: Counter[str]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or stirred up, and nothing doubled but what was in doubt."""
        clean = self.asked == self.answered and not (self.strays or self.out_of_order or self.exit_code)
        return clean and self.duplicates <= self.doubtful


async def weather(verb: str, questions: int, seed: int, say: Callable[[str], None]) -> Weathered:
    """Have so many questions asked in a storm."""
    random, port, ledger = Random(seed), free_port(), Ledger()  # noqa: S311 - weather, not secrets
    storm = Storm(random)
    telegram = Telegram(webhook_target=f"http://127.0.0.1:{port}", faults=storm, loses=storm.loses)
    telegram.heard = ledger.heard
    async with telegram, up(ours(verb), telegram, port) as bot:
        asking = asyncio.create_task(_ask(telegram, ledger, questions))
        await ledger.settle(PATIENCE, lambda: asking.done() and not ledger.open)
        asking.cancel()
        await asyncio.sleep(QUIET)
        code = await bot.end(signal.SIGTERM)
    say(f"{verb}: {storm.seen.total()} calls went wrong: {dict(sorted(storm.seen.items()))}")
    doubtful = storm.seen["sendMessage lost"]
    return Weathered(
        verb, ledger.asked, ledger.answered, ledger.duplicates.total(), doubtful,
        ledger.out_of_order, len(ledger.strays), code, storm.seen,
    )  # fmt: skip


def report(results: list[Weathered]) -> str:
    """The table."""
    head = (
        "verb",
        "asked",
        "answered",
        "lost",
        "duplicates",
        "in doubt",
        "out of order",
        "went wrong",
        "exit",
    )
    return table(head, [_row(one) for one in results])


def _row(one: Weathered) -> tuple[object, ...]:
    counts = (one.verb, one.asked, one.answered, one.asked - one.answered, one.duplicates, one.doubtful)
    return (*counts, one.out_of_order, one.seen.total(), one.exit_code)


async def _ask(telegram: Telegram, ledger: Ledger, questions: int) -> None:
    """Keep the backlog up until enough was asked; some updates in between are broken."""
    person = FIRST
    while ledger.asked < questions:
        while ledger.open > BACKLOG:
            await asyncio.sleep(0.005)
        for text in KNOWN:
            ledger.ask(person, text)
            telegram.put(question(person, text))
        person += 1
        if person % POISON_EVERY == 0:
            telegram.put(poison(person))
