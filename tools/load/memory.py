"""Memory over many updates from many people: whether it stays where it is after the first of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from statistics import linear_regression

from tools.load.closed_loop import ClosedLoop, golden_questions
from tools.load.contestants import ours
from tools.load.figures import table
from tools.ports import free_port
from tools.standin import StandIn

PATIENCE = 3_600.0
"""Seconds for all of it."""
SAMPLES = 20
SETTLED = 0.3
"""The part of the updates after which memory must have found its size: caches are full by then."""
MAX_GROWTH = 0.02
"""How much memory may grow from then on, and count as flat."""


@dataclass(frozen=True)
class Memory:
    """What came of it."""

    verb: str
    updates: int
    people: int
    samples: tuple[tuple[int, float], ...]
    """MB after so many updates."""

    @property
    def slope(self) -> float:
        """MB for 10,000 updates, once settled, as the fitted line has it."""
        settled = self._settled
        line = linear_regression([at for at, _ in settled], [rss for _, rss in settled])
        return line.slope * 10_000

    @property
    def growth(self) -> float:
        """How much it grew once settled, in parts of what it was."""
        (first, before), (last, _) = self._settled[0], self._settled[-1]
        return self.slope / 10_000 * (last - first) / before

    @property
    def holds(self) -> bool:
        """Whether it is flat."""
        return self.growth <= MAX_GROWTH

    @property
    def _settled(self) -> list[tuple[float, float]]:
        return [(at, rss) for at, rss in self.samples if at >= self.updates * SETTLED]


async def fill(verb: str, updates: int, people: int, say: Callable[[str], None]) -> Memory:
    """Ask so many questions from so many people, and note the memory on the way."""
    port = free_port()
    telegram = StandIn(webhook_target=f"http://127.0.0.1:{port}", is_light=True)
    async with telegram, asyncio.timeout(PATIENCE), ours(verb).up(telegram, port) as bot:
        load = ClosedLoop(telegram, golden_questions(), people=people)
        samples = [(0, bot.rss)]
        for _ in range(SAMPLES):
            await load.ask(updates // SAMPLES, PATIENCE)
            samples.append((load.answered, bot.rss))
            say(f"{verb}: {load.answered:,} answered, {samples[-1][1]:.1f} MB")
    return Memory(verb, updates, people, tuple(samples))


def report(one: Memory) -> str:
    """The table of memory over time."""
    rows = [(f"{at:,}", f"{rss:.1f}") for at, rss in one.samples]
    verdict = f"{one.slope:+.2f} MB for 10,000 updates, {one.growth:+.1%} from {SETTLED:.0%} of them on"
    title = f"{one.verb}: {one.updates:,} updates, {one.people:,} people"
    return f"{title}\n{table(('updates', 'MB'), rows)}\n{verdict}"
