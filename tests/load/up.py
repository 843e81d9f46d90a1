"""Starts a bot against a Telegram under load, and knows when it is up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.load.contestants import Contestant
from tests.load.running import PATIENCE, Running
from tests.load.telegram import Telegram


@asynccontextmanager
async def up(
    contestant: Contestant, telegram: Telegram, port: int, core: int | None = None
) -> AsyncIterator[Running]:
    """A bot that is up; killed when left, if it has not ended by then.

    Raises:
        RuntimeError: with its log, if it does not come up.
    """
    before = telegram.calls[contestant.sign_of_life]
    async with contestant.process(telegram, port, core) as process:
        try:
            async with asyncio.timeout(PATIENCE):
                while telegram.calls[contestant.sign_of_life] == before and not process.has_ended:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise RuntimeError(f"{contestant.name} did not come up:\n{process.log}") from None
        if process.has_ended:
            raise RuntimeError(f"{contestant.name} ended instead of coming up:\n{process.log}")
        yield process
