"""Kill -9 at random moments under load: what is lost, and what is answered twice.

People ask three questions in one breath, whether or not the bot is alive. Each life of the bot ends at a
random moment after it came up. In the end one bot answers what is left, and is asked to stop.

What the bot has sent when it is killed, and has not heard to have arrived, it must send again: nobody can
know better. Within the limits that it has by default messages leave one at a time, so that is one or none;
with wide limits it may be as many as are under way side by side.
"""

import asyncio
from collections.abc import Callable
from dataclasses import astuple, dataclass
from random import Random

from tools.load.contestants import ours
from tools.load.figures import table
from tools.load.ledger import COLUMNS, Ledger, Outcome
from tools.load.people import finish, keep_asking
from tools.ports import free_port
from tools.standin import StandIn
from tools.standin.faults import slow

LONGEST_LIFE = 0.7
"""Seconds from up to killed, at most."""
BACKLOG = 30
"""Questions that wait for a reply at any time, at least."""


@dataclass(frozen=True)
class Plan:
    """What to do."""

    verb: str
    kills: int
    seed: int
    is_wide: bool = False
    """Whether the bot's limits are so wide that they hold nobody up."""
    seconds: float = 0.0
    """What Telegram takes for a message."""


@dataclass(frozen=True)
class Kills:
    """What came of it."""

    plan: Plan
    outcome: Outcome

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, and, within the default limits, no kill doubled more than one reply."""
        return self.outcome.loses_nothing and (self.plan.is_wide or self.outcome.most_at_one_kill <= 1)


async def kill(plan: Plan, say: Callable[[str], None]) -> Kills:
    """Carry the plan out."""
    random, port, ledger = Random(plan.seed), free_port(), Ledger()  # noqa: S311 - moments, not secrets
    bot = ours(plan.verb, is_wide=plan.is_wide)
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        telegram.state.listeners.append(ledger.listen)
        if plan.seconds:
            telegram.faults.always("sendMessage", slow(plan.seconds))
        asking = asyncio.create_task(keep_asking(telegram, ledger, BACKLOG))
        while ledger.life < plan.kills:
            async with bot.up(telegram, port):
                await asyncio.sleep(random.uniform(0, LONGEST_LIFE))
            ledger.life += 1
            if ledger.life % 20 == 0:
                say(f"{plan.verb}: {ledger.life} kills, {ledger.answered} answered")
        asking.cancel()
        async with bot.up(telegram, port) as last:
            return Kills(plan, await finish(telegram, ledger, last, asking.done))


def report(results: list[Kills]) -> str:
    """The table."""
    rows = [
        (one.plan.verb, "wide" if one.plan.is_wide else "default", one.plan.kills, *astuple(one.outcome))
        for one in results
    ]
    return table(("verb", "limits", "kills", *COLUMNS), rows)
