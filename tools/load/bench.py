"""How fast the bots are, and what they cost: in the same run, against the same stand-in, one after the other.

Times are of one machine at one moment; the ratios are what to compare. The bots take turns, so that what
else the machine does meets all of them, and the median of the rounds counts. The stand-in, light but as
strict as ever, takes a third of the CPU time that our bot takes by polling, half by webhook, and two fifths
of the fastest echo bot's: on a core of its own it holds nobody up.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from statistics import median

from tools.load.closed_loop import ClosedLoop, golden_questions
from tools.load.contestants import FIELD, STOCK, Contestant
from tools.load.figures import percentile, table
from tools.ports import free_port
from tools.standin import StandIn

WARM_UP = 2_000
"""Questions that are not counted, each golden one at least once: the first ones meet phrases that were never
compiled and words that were never stemmed, and a bot runs for months."""
PATIENCE = 120.0
"""Seconds that a round may take."""


@dataclass(frozen=True)
class Figures:
    """What one round, or the median of all rounds, shows of a bot."""

    rate: float
    """Updates a second."""
    half: float
    """Milliseconds that one in two waited at most."""
    slowest: float
    """Milliseconds that 99 in 100 waited at most."""
    cpu: float
    """CPU seconds for 1,000 updates."""
    rss: float
    """MB at the end."""


async def measure(
    rounds: int, questions: int, say: Callable[[str], None], contestants: Iterable[Contestant] = FIELD
) -> dict[str, Figures]:
    """Measure each bot in each round, and return the medians by name; those that can't run are named."""
    running = [one for one in contestants if one.can_run]
    for one in contestants:
        if not one.can_run:
            say(f"left out: {one.name} ({one.needs} is not installed)")
    taken: dict[str, list[Figures]] = {one.name: [] for one in running}
    for number in range(rounds):
        for one in running:
            figures = await measure_once(one, questions)
            taken[one.name].append(figures)
            say(f"round {number + 1} of {rounds}: {one.name}: {figures.rate:,.0f} updates/s")
    return {name: _median(figures) for name, figures in taken.items()}


async def measure_once(contestant: Contestant, questions: int) -> Figures:
    """Measure a bot once: the bot has one core, the stand-in another, if there are two."""
    port, cores = free_port(), sorted(os.sched_getaffinity(0))
    telegram = StandIn(webhook_target=f"http://127.0.0.1:{port}", is_light=True)
    os.sched_setaffinity(0, {cores[0]})
    try:
        async with telegram, contestant.up(telegram, port, cores[-1]) as bot:
            load = ClosedLoop(telegram, golden_questions())
            await load.ask(WARM_UP, PATIENCE)
            before = bot.cpu
            seconds = await load.ask(questions, PATIENCE)
            return Figures(
                questions / seconds,
                percentile(load.waits, 0.5) * 1000,
                percentile(load.waits, 0.99) * 1000,
                (bot.cpu - before) / questions * 1000,
                bot.rss,
            )
    finally:
        os.sched_setaffinity(0, cores)


def report(medians: dict[str, Figures]) -> str:
    """The table: figures, then ratios to the stock echo bot."""
    stock = medians[STOCK.name]
    head = ("bot", "updates/s", "p50 ms", "p99 ms", "CPU s/1k", "RSS MB", "x updates/s", "x CPU", "x RSS")
    rows = [
        (name, *astuple(one), one.rate / stock.rate, one.cpu / stock.cpu, one.rss / stock.rss)
        for name, one in medians.items()
    ]
    return f"{table(head, rows)}\n\nx: times what {STOCK.name} has"


def _median(figures: Sequence[Figures]) -> Figures:
    return Figures(*(median(getattr(one, field.name) for one in figures) for field in fields(Figures)))
