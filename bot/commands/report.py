"""`report`: how many replies of which kind there were, by day. Holds nobody's words."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.commands import Verbs
from bot.conversation import MISSED, Outcome
from bot.settings import Settings
from bot.storage.feedback import Count, Feedback
from bot.storage.store import reading


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("report", help="count the replies by day: outcomes, gaps, what had no answer")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print it; return 0 even if nothing was counted."""
    settings = Settings.from_environment()
    counts = asyncio.run(reading(settings.database_url.reveal(), settings.data, Feedback.counts))
    print(*lines(counts), sep="\n")
    return 0


def lines(counts: Sequence[Count]) -> Iterator[str]:
    """Yield a table of the replies by day and outcome, and below it what the article is silent on."""
    replies = Counter[tuple[str, str]]()
    gaps = Counter[str]()
    for day, outcome, intent, number in counts:
        if not intent:
            replies[day, outcome] += number
        elif outcome == Outcome.GAP:
            gaps[intent] += number
    yield "  ".join(("day       ", *Outcome, "unanswered"))
    for day in dict.fromkeys(day for day, _ in replies):
        of_day = [replies[day, outcome] for outcome in Outcome]
        unanswered = sum(replies[day, outcome] for outcome in MISSED) / (sum(of_day) or 1)
        cells = (f"{number:>{len(outcome)}}" for outcome, number in zip(Outcome, of_day, strict=True))
        yield "  ".join((day, *cells, f"{unanswered:>10.0%}"))
    if gaps:
        yield ""
        yield "The article does not say, how often that was the reply:"
        yield from (f"{number:>8}  {intent}" for intent, number in gaps.most_common())
