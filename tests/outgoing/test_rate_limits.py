"""How fast Telegram lets a bot send: never more than promised in any window, and nobody else is held up."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.constants import FloodLimit

from bot.outgoing.rate_limits import SendLimits, Window
from tests.outgoing.clock import run

GROUP = -100
PERSON = 7
PER_MINUTE = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)


async def is_held_up(limits: SendLimits, chat: int | None) -> bool:
    """Say whether what is sent next to a chat has to wait; if not, it is sent."""

    async def send() -> None:
        async with limits.allowed(chat):
            pass

    task = asyncio.create_task(send())
    await asyncio.sleep(0.01)
    is_waiting = not task.done()
    task.cancel()
    return is_waiting


async def test_a_group_that_is_over_its_limit_waits_alone() -> None:
    """Twenty a minute for a group; other groups, people and taps on buttons go on."""
    limits = SendLimits(per_second=1_000)
    for _ in range(PER_MINUTE):
        assert not await is_held_up(limits, GROUP)
    assert await is_held_up(limits, GROUP)
    assert [await is_held_up(limits, chat) for chat in (GROUP - 1, PERSON, None)] == [False] * 3


@pytest.mark.parametrize("chats", [[PERSON], range(1, 9), [GROUP]])
async def test_all_chats_together_have_a_limit(chats: list[int]) -> None:
    """Five a second: the sixth waits, whomever it is for; what goes to no chat does not."""
    limits = SendLimits(per_second=5)
    for number in range(5):
        assert not await is_held_up(limits, chats[number % len(chats)])
    assert await is_held_up(limits, PERSON)
    assert not await is_held_up(limits, None)


async def test_of_many_groups_only_those_that_were_quiet_are_forgotten() -> None:
    """One that has used up its limit has still used it up after hundreds of others came."""
    limits = SendLimits(per_second=1_000_000)
    for number in range(PER_MINUTE + 500):
        async with limits.allowed(GROUP - max(0, number + 1 - PER_MINUTE)):
            pass
    assert await is_held_up(limits, GROUP)


PAUSES = st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=80)
"""Seconds between one message and the next."""
TRANSITS = st.lists(st.floats(0, 0.5, allow_nan=False), min_size=1, max_size=7)
"""Seconds that messages are on their way, in turns."""


@settings(max_examples=100)
@given(most=st.integers(1, 30), seconds=st.floats(0.5, 60), pauses=PAUSES, transits=TRANSITS)
def test_in_no_window_are_there_more_than_promised(
    most: int, seconds: float, pauses: list[float], transits: list[float]
) -> None:
    """However messages are spread, and whenever on its way each arrives: early, late or in between."""
    arrived: list[float] = []

    async def send_all() -> None:
        window, loop = Window(most, seconds), asyncio.get_running_loop()

        async def send(number: int) -> None:
            async with window:
                transit = transits[number % len(transits)]
                early = transit * (number % 3) / 2
                await asyncio.sleep(early)
                arrived.append(loop.time())
                await asyncio.sleep(transit - early)

        async with asyncio.TaskGroup() as group:
            for number, pause in enumerate(pauses):
                group.create_task(send(number))
                await asyncio.sleep(pause)

    run(send_all())
    arrived.sort()
    assert len(arrived) == len(pauses)
    # The loop's clock adds up floats.
    assert all(late - early > seconds - 1e-6 for early, late in zip(arrived, arrived[most:], strict=False))
