"""The watchdog in real time: Telegram takes polls and never answers them; the bot says so and gives up."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import httpx

from tools.load.contestants import ours
from tools.ports import free_port
from tools.standin import StandIn
from tools.standin.faults import HANG

UNHEALTHY = 90.0
"""Seconds after the last successful poll from which on it is unhealthy."""
GIVEN_UP = 180.0
"""Seconds after which it ends, for the supervisor to start it anew."""
LATE = 20.0
"""How much later than that either may be seen."""


@dataclass(frozen=True)
class Watched:
    """What came of it, in seconds after the polls began to hang; -1 for what did not happen."""

    unhealthy: float
    ended: float
    exit_code: int | None
    last_line: str

    @property
    def holds(self) -> bool:
        """Whether both happened in time."""
        red = UNHEALTHY - LATE <= self.unhealthy <= UNHEALTHY + LATE
        return red and GIVEN_UP - LATE <= self.ended <= GIVEN_UP + LATE and (self.exit_code or 0) > 0


async def watch(say: Callable[[str], None]) -> Watched:
    """Let polls hang, and watch; ask for health every second."""
    telegram, port = StandIn(), free_port()
    async with telegram, ours("poll", METRICS_PORT=str(port)).up(telegram, port) as bot:
        telegram.faults.always("getUpdates", HANG)
        telegram.state.updates.close()  # the poll that is under way is the last to succeed
        start, unhealthy = monotonic(), -1.0
        while bot.exit_code is None and monotonic() - start < GIVEN_UP + LATE:
            status = await _health(port)
            if status not in {200, 0} and unhealthy < 0:
                unhealthy = monotonic() - start
                say(f"unhealthy ({status}) after {unhealthy:.0f} s")
            await asyncio.sleep(1.0)
        ended = -1.0 if bot.exit_code is None else monotonic() - start
        return Watched(unhealthy, ended, bot.exit_code, (bot.log.splitlines() or ["(nothing)"])[-1])


def report(one: Watched) -> str:
    """What was seen."""
    return (
        f"polls hang: unhealthy after {one.unhealthy:.0f} s, ended after {one.ended:.0f} s "
        f"with exit code {one.exit_code}\nlast line: {one.last_line}"
    )


async def _health(port: int) -> int:
    """The status of /healthz; 0 where nobody answers."""
    async with httpx.AsyncClient() as web:
        try:
            return (await web.get(f"http://127.0.0.1:{port}/healthz", timeout=2.0)).status_code
        except httpx.TransportError:
            return 0
