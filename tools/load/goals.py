"""What the bench is to show, and whether it did: printed, never asserted, for times are of one machine."""

from collections.abc import Iterator, Mapping

from tools.load.bench import Figures
from tools.load.contestants import STOCK

OURS = ("b12bot poll", "b12bot webhook")
SAME_LOOP, SAME_REQUESTS = "PTB echo on our loop", "PTB echo on our requests"
RIVALS = {"b12bot poll": "aiogram echo, polling", "b12bot webhook": "aiogram echo, webhook"}
FASTER, CPU, SAME, MEMORY = 2.0, 0.5, 0.95, 1.4


def judge(medians: Mapping[str, Figures]) -> Iterator[str]:
    """One line for each goal of each of our bots that could be measured."""
    stock = medians[STOCK.name]
    for name in OURS:
        one = medians[name]
        yield _line(name, "updates/s, times stock", one.rate / stock.rate, FASTER)
        yield _line(name, "CPU, times stock", one.cpu / stock.cpu, CPU, at_most=True)
        yield _line(name, "RSS, times stock", one.rss / stock.rss, MEMORY, at_most=True)
        for other, goal in ((SAME_LOOP, SAME), (SAME_REQUESTS, SAME), (RIVALS[name], 1.0)):
            if other in medians:
                yield _line(name, f"updates/s, times {other}", one.rate / medians[other].rate, goal)


def _line(name: str, what: str, value: float, goal: float, *, at_most: bool = False) -> str:
    reached = value <= goal if at_most else value >= goal
    sign = "at most" if at_most else "at least"
    return f"{'reached' if reached else 'missed '}  {name}: {what}: {value:.2f} ({sign} {goal:g})"
