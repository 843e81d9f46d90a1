"""What is kept in memory for half an hour is gone soon after, also where nobody writes any more."""

import asyncio

from bot.storage.recent import drop_all_old

EVERY_SECONDS = 5 * 60.0
"""How often what is old is looked for."""


async def forget_for_ever(seconds: float = EVERY_SECONDS) -> None:
    """Drop what is old, again and again, until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        drop_all_old()
