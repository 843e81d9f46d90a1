"""What is kept for half an hour goes, also where nobody writes any more."""

import asyncio

from bot.operations.timing import Timing
from bot.storage.recent import Recent
from tests.bots import running
from tools.standin import StandIn


async def test_what_is_old_goes_by_itself(telegram: StandIn) -> None:
    """Nobody asks for an entry, and nothing new comes: it is gone all the same."""
    now = 0.0
    recent: Recent[int, str] = Recent(lambda: now)
    recent.put(7, "causes")
    async with running(telegram, timing=Timing(housekeeping=0.001)), asyncio.timeout(10):
        await asyncio.sleep(0.02)
        assert len(recent) == 1
        now = 31 * 60.0
        while len(recent):
            await asyncio.sleep(0.001)
