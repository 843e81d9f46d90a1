"""What is kept for half an hour goes, also where nobody writes any more."""

import asyncio

from bot.storage.recent import Recent, expire_for_ever


async def test_what_is_old_goes_by_itself() -> None:
    """Nobody asks for an entry, and nothing new comes: it is gone all the same."""
    now = 0.0
    recent: Recent[int, str] = Recent(lambda: now)
    recent.put(7, "causes")
    forgetting = asyncio.create_task(expire_for_ever(0.001))
    await asyncio.sleep(0.02)
    assert len(recent) == 1
    now = 31 * 60.0
    while len(recent):
        await asyncio.sleep(0.001)
    forgetting.cancel()
