"""Crowds: a backlog, many people at once, one in need in a flood; and what is let go for good."""

import asyncio

import pytest

from tests.bots import running
from tests.delivery.asking import CAUSES, ask
from tools.standin import Client, StandIn

SIZES = pytest.mark.parametrize("size", [45, pytest.param(200, marks=pytest.mark.proof)])
"""More than may be sent in a second; the many are also more than one poll brings."""


def crowd(telegram: StandIn, size: int) -> list[Client]:
    """So many people."""
    return [telegram.client(number) for number in range(1, size + 1)]


async def all_answered(people: list[Client], times: int = 1) -> None:
    """Wait until each has so many messages."""
    async with asyncio.timeout(60):
        while any(len(person.messages) < times for person in people):
            await asyncio.sleep(0.01)


@SIZES
async def test_a_backlog_is_answered_whole(telegram: StandIn, size: int) -> None:
    """What 200 people asked while the bot was down gets 200 replies; nothing is thrown away."""
    people = crowd(telegram, size)
    for person in people:
        await ask(person)
    async with running(telegram):
        await all_answered(people)
    assert {len(person.messages) for person in people} == {1}
    assert not any(call.params.get("drop_pending_updates") for call in telegram.calls)
    assert not telegram.refusals


@SIZES
async def test_two_hundred_at_once_are_answered(telegram: StandIn, size: int) -> None:
    """No pool of connections runs dry, no warning, nobody is answered twice."""
    people = crowd(telegram, size)
    async with running(telegram) as bot:
        await people[0].say("hello")
        for person in people:
            await ask(person)
        await all_answered(people[1:])
        await people[0].until_sent(2)
    assert {len(person.messages) for person in people[1:]} == {1}
    assert "WARNING" not in bot.log
    assert "ERROR" not in bot.log


async def test_asked_to_end_under_a_flood_it_loses_nothing(telegram: StandIn) -> None:
    """Asked with 60 in the queue, it ends in peace within 20 s, and the next answers the rest, none twice."""
    people = crowd(telegram, 60)
    async with running(telegram) as bot:
        await people[0].say("hello")
        for person in people:
            await ask(person)
        async with asyncio.timeout(20):
            assert await bot.stop() == 0
    async with running(telegram):
        await all_answered(people)
    assert {len(person.messages) for person in people[1:]} == {1}


async def test_fifty_quick_messages_are_answered_in_their_order(telegram: StandIn) -> None:
    """Those of one person that are answered are answered as they were asked."""
    person = telegram.client()
    async with running(telegram):
        for command in ("/causes", "/diagnosis", "/treatment", "/shots"):
            await ask(person, command)
        await person.until_sent(4)
    assert [message.text.split()[0] for message in person.messages] == [
        "Causes", "Diagnosis", "Treatment", "Shots",
    ]  # fmt: skip


REFUSED_FOR_GOOD = (
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: message is not modified"),
)


async def test_what_telegram_refuses_for_good_is_let_go(telegram: StandIn) -> None:
    """It is tried once, the update is done with, the next person is served, and no traceback is logged."""
    gone, other = telegram.client(1), telegram.client(2)
    async with running(telegram) as bot:
        for number, (code, description) in enumerate(REFUSED_FOR_GOOD):
            telegram.fail("sendMessage", code, description)
            await ask(gone, "canary-9191")
            assert (await other.say(CAUSES)).text
            await telegram.quiet()
            assert len(telegram.calls_of("sendMessage")) == 2 * number + 2
    assert not gone.messages
    assert "Traceback" not in bot.log
    assert "canary-9191" not in bot.log


KINDS: tuple[dict[str, object], ...] = (
    {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel"}, "text": "x"}},
    {
        "edited_channel_post": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": -100, "type": "channel"},
            "text": "x",
        }
    },
    {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "G"}, "text": "x"}},
    {"update_of_the_future": {"what": "ever"}},
    {},
)


async def test_kinds_of_updates_that_nobody_asked_for_are_passed_over(telegram: StandIn) -> None:
    """Even if Telegram sends them: nobody is answered, nothing fails, the next person is served."""
    async with running(telegram) as bot:
        await telegram.client().say("hello")
        for number, update in enumerate(KINDS):
            telegram.state.updates.pending.append({"update_id": 900_000_000 + number, **update})
        telegram.state.signal.notify()
        await telegram.quiet()
    assert len(telegram.calls_of("sendMessage")) == 1
    assert "Traceback" not in bot.log
