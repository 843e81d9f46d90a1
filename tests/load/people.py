"""People who ask without waiting for replies, and what they ask."""

import math
from itertools import count

from bot.knowledge.golden import read_golden
from tests.load.ledger import KNOWN, Ledger
from tests.process import ROOT
from tests.standin import StandIn

FIRST = 10_000_000
"""The user id of the first person."""


async def keep_asking(
    telegram: StandIn, ledger: Ledger, backlog: int, most: float = math.inf, poison_every: float = math.inf
) -> None:
    """Keep so many questions open until so many were asked; each person asks all the known ones in a breath.

    After so many people comes an update that no library can parse.
    """
    for person in count(FIRST):
        if ledger.asked >= most:
            return
        await telegram.state.signal.until(lambda: ledger.open <= backlog, None)
        client = telegram.client(person)
        for text in KNOWN:
            ledger.ask(person, text)
            await client.send_update({"message": client.message(text=text)})
        if person % poison_every == 0:
            await client.send_update({"message": {"message_id": "x", "chat": person, "text": "poison"}})


def golden_questions() -> list[str]:
    """Every golden question, in an order that mixes the intents."""
    files = read_golden(sorted((ROOT / "tests" / "golden").glob("*.yaml")))
    longest = max(len(file.questions) for file in files)
    return [str(file.questions[at]) for at in range(longest) for file in files if at < len(file.questions)]
