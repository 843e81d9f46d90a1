"""Group commit: what many ask for while the database is at work goes there together, in one round trip."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")


class Batches(Generic[A, R]):
    """Collects what is asked for, and has it carried out by `carry_out`, one batch after the other.

    That returns as many results, in the same order, or raises for all.
    """

    def __init__(self, carry_out: Callable[[Sequence[A]], Awaitable[Sequence[R]]]) -> None:
        self._carry_out = carry_out
        self._waiting: list[tuple[A, asyncio.Future[R]]] = []
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, asked: A) -> R:
        """Return the result for one."""
        result: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, result))
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await result

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                results = await self._carry_out([asked for asked, _ in batch])
            except Exception as error:  # noqa: BLE001 - who asked hears of it
                for _, waiting in batch:
                    if not waiting.done():
                        waiting.set_exception(error)
            else:
                for (_, waiting), result in zip(batch, results, strict=True):
                    if not waiting.done():
                        waiting.set_result(result)
        self._working = None
