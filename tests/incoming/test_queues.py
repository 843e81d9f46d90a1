"""Updates that are to be tried again later: they keep their order, and take nobody's place meanwhile."""

import time
from collections import defaultdict
from collections.abc import Mapping

from bot.incoming.offsets import WINDOW
from bot.incoming.queues import CHATS_AT_ONCE, ChatQueues
from bot.outgoing.errors import JSONDict
from tests.incoming.test_offsets import Polled, Slow, soon, update


class Pausing:
    """Processes updates, each after as many pauses as are set for it."""

    def __init__(self, **pauses: list[float]) -> None:
        self._pauses = defaultdict(list, {int(key[1:]): list(value) for key, value in pauses.items()})
        self.tried: list[int] = []

    async def __call__(self, update: object) -> float | None:
        """Process an update."""
        number = int(getattr(update, "update_id"))  # noqa: B009 - any update
        self.tried.append(number)
        return self._pauses[number].pop(0) if self._pauses[number] else None


async def test_what_pauses_is_tried_again_before_the_rest_of_its_chat() -> None:
    """Another chat goes on meanwhile."""
    process = Pausing(n5=[0.01, 0.01])
    queues = ChatQueues(process)
    for number, chat in ((5, 1), (6, 1), (7, 2)):
        queues.take(update(number, chat))
    await queues.settle(5)
    assert process.tried == [5, 7, 5, 5, 6]
    assert not queues.in_hand


async def test_what_pauses_takes_no_place() -> None:
    """As many chats as there are places may pause, and another is answered."""
    process = Pausing(**{f"n{number}": [60.0] for number in range(CHATS_AT_ONCE)})
    queues = ChatQueues(process)
    for number in range(CHATS_AT_ONCE + 1):
        queues.take(update(number, chat=number))
    await soon()
    assert process.tried == list(range(CHATS_AT_ONCE + 1))
    assert len(queues.in_hand) == CHATS_AT_ONCE
    await queues.drop()


async def test_an_end_does_not_wait_for_what_pauses_longer() -> None:
    """Nor for what waits behind it; but for all else."""
    queues = ChatQueues(Pausing(n5=[60.0], n7=[0.01]))
    for number, chat in ((5, 1), (6, 1), (7, 2)):
        queues.take(update(number, chat))
    begun = time.monotonic()
    await queues.settle(20)
    assert time.monotonic() - begun < 10
    assert sorted(queues.in_hand) == [5, 6]
    await queues.drop()


async def test_whoever_brings_updates_again_is_told_when() -> None:
    """By webhook Telegram tries again: the task ends with the seconds."""
    queues = ChatQueues(Pausing(n5=[7.0]), tries_again=False)
    assert await queues.take(update(5)) == 7.0
    assert await queues.take(update(5)) is None


async def test_the_offset_goes_past_what_is_put_aside_and_only_that() -> None:
    """If nothing can be put aside the others wait: nothing must be lost."""
    aside: list[int] = []
    is_possible = False

    async def put_aside(updates: Mapping[int, JSONDict]) -> bool:
        if is_possible:
            aside.extend(updates)
        return is_possible

    polled = Polled(Slow(), put_aside)
    polled.take(update(5))
    for number in range(6, 5 + WINDOW):
        polled.pass_over(number)
    assert await polled.offsets.for_next_poll() == 5
    is_possible = True
    assert await polled.offsets.for_next_poll() == 5 + WINDOW
    assert (aside, polled.offsets.is_clear, len(polled.queues.in_hand)) == ([5], True, 1)
    polled.take(update(5 + WINDOW, chat=2))
    assert await polled.offsets.for_next_poll() == 5 + WINDOW
    await polled.queues.drop()
