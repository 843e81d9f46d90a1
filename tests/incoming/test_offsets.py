"""The updates in hand: order within a chat, chats side by side, and the offset that loses nothing."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update

from bot.incoming.offsets import WINDOW, Offsets, PutAside
from bot.incoming.queues import CHATS_AT_ONCE, ChatQueues, Process
from bot.outgoing.errors import JSONDict


def update(number: int, chat: int = 1) -> Update:
    """An update of a chat."""
    message = Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE))
    return Update(number, message=message)


class Slow:
    """Processes updates, each only when it is let."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self._let: dict[int, asyncio.Event] = {}

    def let(self, number: int) -> None:
        """Let an update be processed."""
        self._let.setdefault(number, asyncio.Event()).set()

    async def __call__(self, update: Update) -> None:
        """Process an update."""
        self.begun.append(update.update_id)
        await self._let.setdefault(update.update_id, asyncio.Event()).wait()
        self.done.append(update.update_id)


class Polled:
    """Updates in hand by polling: the queues and the offsets, as a poller has them."""

    def __init__(self, process: Process, put_aside: PutAside | None = None) -> None:
        async def keep(_: Mapping[int, JSONDict]) -> bool:
            return True

        self.queues = ChatQueues(process)
        self.offsets = Offsets(self.queues, put_aside or keep)

    def take(self, update: Update) -> None:
        """Take an update that a poll brought."""
        self.pass_over(update.update_id)
        self.queues.take(update)

    def pass_over(self, number: int) -> None:
        """Take one that needs no handling."""
        self.offsets.add(number, {"update_id": number})


async def soon() -> None:
    """Let everything run that can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_chat_keeps_its_order_and_chats_do_not_wait_for_each_other() -> None:
    """The second update of a chat begins when its first is done; another chat's at once."""
    slow = Slow()
    polled = Polled(slow)
    for number, chat in ((5, 1), (6, 1), (7, 2)):
        polled.take(update(number, chat))
    await soon()
    assert slow.begun == [5, 7]
    slow.let(5)
    await soon()
    assert slow.begun == [5, 7, 6]
    await polled.queues.drop()


async def test_the_offset_is_the_lowest_that_is_not_done() -> None:
    """What is done above it is known, and does not come in twice."""
    slow = Slow()
    polled = Polled(slow)
    assert polled.offsets.lowest == 0
    for number in (5, 6, 7):
        polled.take(update(number, chat=number))
    polled.pass_over(8)
    slow.let(6)
    await soon()
    assert (
        polled.offsets.lowest,
        polled.offsets.knows(6),
        polled.offsets.knows(8),
        polled.offsets.knows(9),
    ) == (5, True, True, False)
    slow.let(5)
    slow.let(7)
    await polled.queues.settle(5)
    await soon()
    assert (polled.offsets.lowest, not polled.queues.in_hand, polled.offsets.knows(7)) == (9, True, True)
    assert (await polled.offsets.for_next_poll(), polled.offsets.knows(7)) == (9, False)


async def test_a_poll_that_is_under_way_brings_nothing_twice() -> None:
    """What is done between a poll's offset and its answer is still known when the answer comes."""
    slow = Slow()
    polled = Polled(slow)
    polled.take(update(5))
    assert await polled.offsets.for_next_poll() == 5
    slow.let(5)
    await soon()
    assert polled.offsets.knows(5)


async def test_numbers_may_start_anew_lower() -> None:
    """After a quiet week Telegram counts from anywhere."""
    slow = Slow()
    polled = Polled(slow)
    for number in (900, 17):
        polled.take(update(number))
        slow.let(number)
        await soon()
    assert await polled.offsets.for_next_poll() == 18


async def test_a_full_window_behind_a_slow_chat_is_gone_past() -> None:
    """One chat does not keep a poll from bringing others' updates."""
    polled = Polled(Slow())
    polled.take(update(5))
    for number in range(6, 5 + WINDOW):
        polled.pass_over(number)
    assert await polled.offsets.for_next_poll() == 5 + WINDOW
    assert polled.offsets.knows(5)
    await polled.queues.drop()


async def test_settling_waits_no_longer_than_it_is_told() -> None:
    """A slow chat costs the others that much."""
    polled = Polled(Slow())
    polled.take(update(5))
    await asyncio.wait_for(polled.queues.settle(0.01), 5)
    assert polled.queues.in_hand
    await polled.queues.drop()


async def test_what_is_given_up_is_not_confirmed() -> None:
    """Before it is dropped the offset stands at the lowest that is not done, so that it comes again."""
    slow = Slow()
    polled = Polled(slow)
    for number in (5, 6, 7):
        polled.take(update(number, chat=number))
    slow.let(5)
    await soon()
    assert await polled.offsets.for_next_poll() == 6
    await polled.queues.drop()
    assert (not polled.queues.in_hand, slow.done) == (True, [5])


async def test_no_more_chats_are_answered_at_once_than_there_is_place_for() -> None:
    """The others begin as places become free."""
    slow = Slow()
    polled = Polled(slow)
    for number in range(CHATS_AT_ONCE + 2):
        polled.take(update(number, chat=number))
    await soon()
    assert len(slow.begun) == CHATS_AT_ONCE
    slow.let(0)
    await soon()
    assert len(slow.begun) == CHATS_AT_ONCE + 1
    await polled.queues.drop()


async def test_a_failure_beyond_the_error_handler_is_logged_and_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It does not come again for ever, and its words are not logged."""

    async def fail(_: Update) -> None:
        raise ValueError("what a person wrote")

    polled = Polled(fail)
    polled.take(update(5))
    await soon()
    assert polled.offsets.lowest == 6
    assert [record.getMessage() for record in caplog.records] == [
        "update 5 failed beyond the error handler (ValueError)"
    ]
