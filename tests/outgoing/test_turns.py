"""Messages leave one at a time: what a hard kill can double is the one that is on its way."""

import asyncio

import pytest

from bot.outgoing.rate_limits import STEP, Turns


class Telegram:
    """Takes messages, and knows how many it has taken and not yet said so."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.under_way = 0
        self.most = 0
        self.order: list[int] = []

    async def take(self, number: int, seconds: float) -> None:
        """Take a message."""
        async with self._turns.turn():
            self.order.append(number)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            try:
                await asyncio.sleep(seconds)
            finally:
                self.under_way -= 1


async def test_one_message_is_under_way_at_a_time_in_the_order_asked() -> None:
    """Twenty at once leave one after the other."""
    telegram = Telegram(Turns(20.0))
    await asyncio.gather(*(telegram.take(number, 0.001) for number in range(20)))
    assert telegram.most == 1
    assert telegram.order == list(range(20))


async def test_a_slow_one_does_not_hold_up_the_others_for_long() -> None:
    """After its steps the next ones have their turns, and its own end changes nothing for them."""
    telegram = Telegram(Turns(2 * STEP))
    slow = asyncio.create_task(telegram.take(0, 8 * STEP))
    await asyncio.sleep(0)
    await asyncio.gather(*(telegram.take(number, STEP) for number in (1, 2, 3)))
    assert not slow.done()
    await slow
    assert telegram.most == 2
    await telegram.take(4, 0)
    assert telegram.order == [0, 1, 2, 3, 4]


async def test_one_that_fails_or_is_given_up_makes_room() -> None:
    """An error ends a turn, and so does a cancelled task, also one that only waits."""
    turns = Turns(20.0)
    with pytest.raises(RuntimeError):
        async with turns.turn():
            raise RuntimeError
    telegram = Telegram(turns)
    tasks = [asyncio.create_task(telegram.take(number, 60)) for number in (0, 1)]
    await asyncio.sleep(0)
    for task in reversed(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await telegram.take(2, 0)
    assert telegram.order == [0, 2]


@pytest.mark.parametrize(("per_second", "expected"), [(1, 1), (30, 1), (300, 10)])
async def test_who_may_send_more_a_second_may_send_more_at_once(per_second: int, expected: int) -> None:
    """One at a time would be too slow for a bot that is allowed hundreds a second."""
    telegram = Telegram(Turns(20.0, per_second))
    await asyncio.gather(*(telegram.take(number, 0.001) for number in range(20)))
    assert telegram.most == expected
