"""Kill -9 at random moments under load: what is lost, and what is answered twice.

People ask three questions in one breath, whether or not the bot is alive. Each life of the bot ends at a
random moment after it came up. In the end one bot answers what is left, and is asked to stop.

What the bot has sent when it is killed, and has not heard to have arrived, it must send again: nobody can
know better. Within the limits that it has by default messages leave one at a time, so that is one or none;
with wide limits it may be as many as are under way side by side.
"""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.delivery.ports import free_port
from tests.load.contestants import Contestant, ours
from tests.load.figures import table
from tests.load.ledger import Ledger
from tests.load.people import keep_asking
from tests.standin import StandIn
from tests.standin.faults import slow

LONGEST_LIFE = 0.7
"""Seconds from up to killed, at most."""
BACKLOG = 30
"""Questions that wait for a reply at any time, at least."""
PATIENCE = 60.0
"""Seconds without a reply after which no more are waited for."""


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
    asked: int
    answered: int
    duplicates: int
    most_at_one_kill: int
    most_replies: int
    out_of_order: int
    strays: int
    refused: int
    """Calls that Telegram refused."""
    exit_code: int
    """Of the last bot, asked to stop."""

    @property
    def lost(self) -> int:
        """Questions without a reply."""
        return self.asked - self.answered

    @property
    def loses_nothing(self) -> bool:
        """Whether every question was answered, in order, and the last bot ended in peace."""
        return not (self.lost or self.strays or self.refused or self.out_of_order or self.exit_code)

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, and, within the default limits, no kill doubled more than one reply."""
        return self.loses_nothing and (self.plan.is_wide or self.most_at_one_kill <= 1)


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
        code = await _last_life(bot, telegram, port, ledger)
    return _result(plan, ledger, code, len(telegram.refusals))


def report(results: list[Kills]) -> str:
    """The table."""
    counted = ("asked", "answered", "lost", "duplicates", "most at a kill", "out of order", "exit")
    return table(("verb", "limits", "kills", *counted), [_row(one) for one in results])


def _row(one: Kills) -> tuple[object, ...]:
    counted = (one.asked, one.answered, one.lost, one.duplicates, one.most_at_one_kill, one.out_of_order)
    limits = "wide" if one.plan.is_wide else "default"
    return (one.plan.verb, limits, one.plan.kills, *counted, one.exit_code)


async def _last_life(bot: Contestant, telegram: StandIn, port: int, ledger: Ledger) -> int:
    """Let one bot answer what is left, and return its exit code."""
    async with bot.up(telegram, port) as process:
        await ledger.settle(PATIENCE, lambda: not ledger.open)
        await telegram.quiet()
        return await process.end(signal.SIGTERM)


def _result(plan: Plan, ledger: Ledger, code: int, refused: int) -> Kills:
    duplicates = ledger.duplicates
    return Kills(
        plan=plan,
        asked=ledger.asked,
        answered=ledger.answered,
        duplicates=duplicates.total(),
        most_at_one_kill=max(duplicates.values(), default=0),
        most_replies=ledger.most_replies,
        out_of_order=ledger.out_of_order,
        strays=len(ledger.strays),
        refused=refused,
        exit_code=code,
    )
