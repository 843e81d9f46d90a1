"""How fast Telegram lets a bot send: who is over the limit waits, and holds up nobody else."""

import asyncio

import pytest
from telegram.constants import FloodLimit

from bot.delivery.limits import Limits

GROUP = -100
GROUPS = 20
"""Few, so that no slow machine takes the seconds in which a limit mends."""
PERSON = 7
PER_MINUTE = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)


async def waits(limits: Limits, chat: int | None) -> bool:
    """Say whether what is sent next to a chat has to wait."""
    task = asyncio.create_task(limits.wait(chat))
    await asyncio.sleep(0.01)
    is_waiting = not task.done()
    task.cancel()
    return is_waiting


async def test_a_group_that_is_over_its_limit_waits_alone() -> None:
    """Twenty a minute for a group; other groups, people and taps on buttons go on."""
    limits = Limits(per_second=1_000)
    for _ in range(PER_MINUTE):
        assert not await waits(limits, GROUP)
    assert await waits(limits, GROUP)
    assert [await waits(limits, chat) for chat in (GROUP - 1, PERSON, None)] == [False] * 3


@pytest.mark.parametrize("chats", [[PERSON], range(1, 9), [GROUP]])
async def test_all_chats_together_have_a_limit(chats: list[int]) -> None:
    """Five a second: the sixth waits, whomever it is for; what goes to no chat does not."""
    limits = Limits(per_second=5)
    await asyncio.gather(*(limits.wait(chats[number % len(chats)]) for number in range(5)))
    assert await waits(limits, PERSON)
    assert not await waits(limits, None)


async def test_of_many_groups_only_those_that_were_quiet_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that has used up its limit has still used it up after more others came than are remembered."""
    monkeypatch.setattr("bot.delivery.limits.GROUPS", GROUPS)
    limits = Limits(per_second=1_000_000)
    for _ in range(PER_MINUTE):
        await limits.wait(GROUP)
    for number in range(1, 2 * GROUPS):
        await limits.wait(GROUP - number)
    assert await waits(limits, GROUP)
