"""People who ask without waiting for replies, and what they ask."""

import math
import signal
from collections.abc import Callable
from itertools import count

from tools.load.ledger import KNOWN, Ledger, Outcome
from tools.load.running import Running
from tools.standin import StandIn

FIRST = 10_000_000
"""The user id of the first person."""
PATIENCE = 60.0
"""Seconds without a reply after which no more are waited for."""


async def keep_asking(
    telegram: StandIn,
    ledger: Ledger,
    backlog: int,
    most: float = math.inf,
    poison_every: float = math.inf,
) -> None:
    """Keep so many questions open until so many were asked; each person asks all the known ones in a breath.

    After so many people comes an update that no library can parse.
    """
    for person in count(FIRST):
        if ledger.asked >= most:
            return
        await telegram.state.signal.until(lambda: ledger.open <= backlog, None)
        somebody = telegram.client(person)
        for text in KNOWN:
            ledger.ask(person, text)
            somebody.write(text)
        if person % poison_every == 0:
            telegram.state.receive({"message": {"message_id": "x", "chat": person, "text": "poison"}})


async def finish(telegram: StandIn, ledger: Ledger, bot: Running, has_asked: Callable[[], bool]) -> Outcome:
    """Let the bot answer what is left, ask it to stop, and return what came of it all."""
    await ledger.settle(PATIENCE, lambda: has_asked() and not ledger.open)
    await telegram.quiet()
    code = await bot.end(signal.SIGTERM)
    return ledger.outcome(len(telegram.state.refusals), code)
