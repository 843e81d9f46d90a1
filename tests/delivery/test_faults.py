"""What Telegram and the network do to a bot: each fault once, by poll and by webhook, and nothing is lost."""

import asyncio
import time
from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.operations.timing import Timing
from tests.bots import QUICK, both, running
from tests.delivery.asking import ask
from tools.ports import free_port, get
from tools.standin import StandIn
from tools.standin.faults import DROP, GARBLED, HTML_502, LOSE, Fault, page, refuse

SOURCES = pytest.mark.parametrize("source", ["poll", "webhook"])


@SOURCES
@pytest.mark.parametrize(("fault", "times"), [(refuse(502, "Bad Gateway"), 1), (HTML_502, 8)])
async def test_what_was_not_taken_is_sent_until_it_is(source: str, fault: Fault, times: int) -> None:
    """However often Telegram is down for a reply, it comes, once."""
    async with both(source, timing=QUICK) as (telegram, bot):
        client = telegram.client()
        telegram.faults.add("sendMessage", fault, times)
        assert (await client.say("what causes b12 deficiency")).text.startswith("Causes")
        assert (await client.say("thanks")).text.startswith("You are welcome")
        assert len(client.messages) == 2
    assert ("is not answered yet" in bot.log) == (times > 4)


@SOURCES
@pytest.mark.parametrize("fault", ["hang", "cut"])
async def test_a_reply_of_which_nobody_knows_is_sent_again_a_few_times_at_most(
    source: str, fault: str
) -> None:
    """A reply that was not carried out comes; one that was, but without a word, comes twice at most."""
    async with both(source, timing=replace(QUICK, read=0.3)) as (telegram, _):
        client = telegram.client()
        getattr(telegram, fault)("sendMessage")
        assert (await client.say("what causes b12 deficiency")).text.startswith("Causes")
        getattr(telegram, fault)("sendMessage", carried_out=True)
        await client.say("thanks")
        await ask(client, "hello")
        await client.until_sent(4)
        assert [message.text.split()[0] for message in client.messages] == ["Causes", "You", "You", "Hello!"]
        getattr(telegram, fault)("sendMessage", times=50, carried_out=True)
        await ask(client, "goodbye")
        await client.until_sent(7)
        await telegram.quiet()
        assert [message.text.split()[0] for message in client.messages[4:]] == ["Goodbye,"] * 3


@SOURCES
async def test_a_blocked_bot_a_moved_group_and_other_refusals(
    source: str, conversation: Conversation
) -> None:
    """Blocked: dropped. Markup that can't be parsed: sent plain, with the disclaimer. Too old: ignored."""
    async with both(source) as (telegram, bot):
        client = telegram.client()
        telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await ask(client)
        telegram.fail("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag")
        plain = await client.say("what causes b12 deficiency")
        assert plain.html == plain.text == conversation.tap("causes").text
        moved = telegram.client(user_id=4242)
        await ask(moved, "hello")
        await moved.until_sent(1)
        telegram.fail(
            "sendMessage", 400, "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=4242,
        )  # fmt: skip
        await ask(client, "thanks")
        assert (await moved.until_sent(2))[1].text.startswith("You are welcome")
        telegram.fail(
            "answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired"
        )
        await client.send_update(
            {"callback_query": {"id": "1", "from": client.message()["from"], "message": plain.as_json(),
                                "chat_instance": "1", "data": "open:diet"}}
        )  # fmt: skip
        assert (await client.until_sent(2))[1].text.startswith("Diet")
    assert "was not answered" not in bot.log
    assert "may not write there" in bot.log


@pytest.mark.parametrize("fault", [DROP, LOSE, GARBLED, HTML_502, refuse(401, "Unauthorized")])
async def test_a_poll_without_an_answer_is_made_again(telegram: StandIn, fault: Fault) -> None:
    """What a lost answer held comes again, and is answered once."""
    client = telegram.client()
    async with running(telegram, timing=QUICK) as bot:
        telegram.faults.add("getUpdates", fault)
        await client.say("hello")
        await ask(client)
        await ask(client, "thanks")
        await client.until_sent(3)
        await telegram.quiet()
    assert [message.text.split()[0] for message in client.messages] == ["Hello!", "Causes", "You"]
    assert "polling failed" in bot.log


@SOURCES
async def test_a_reply_is_sent_no_earlier_than_telegram_allows(source: str) -> None:
    """Told to wait for a second, the bot sends the reply once after that."""
    async with both(source) as (telegram, _):
        client = telegram.client()
        telegram.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        start = time.monotonic()
        await client.say("what causes b12 deficiency")
        assert time.monotonic() - start >= 1
        await telegram.quiet()
        assert len(client.messages) == 1


@SOURCES
async def test_slow_replies_are_on_their_way_side_by_side(source: str) -> None:
    """Ten people whose replies take Telegram half a second each do not wait five seconds."""
    async with both(source, timing=Timing(turn=0.02)) as (telegram, _):
        people = [telegram.client(number) for number in range(1, 11)]
        telegram.hang("sendMessage", 0.5, times=10, carried_out=True)
        start = time.monotonic()
        await asyncio.gather(*(person.say("hello") for person in people))
        await telegram.quiet()
        assert time.monotonic() - start < 3
        assert {len(person.messages) for person in people} == {1}


@SOURCES
async def test_a_limit_longer_than_the_patience_is_waited_out_by_that_chat_alone(source: str) -> None:
    """Forty limited chats hold up no other, and each gets its reply once."""
    async with both(source, timing=QUICK, SENDS_PER_SECOND="1000") as (telegram, _):
        limited = [telegram.client(user_id=5000 + number) for number in range(40)]
        telegram.fail("sendMessage", 429, "Too Many Requests: retry after 1", times=40, retry_after=1)
        for client in limited:
            await ask(client)
        while len(telegram.calls_of("sendMessage")) < 40:
            await asyncio.sleep(0.02)
        await telegram.client(user_id=6000).say("hello")
        assert not any(client.messages for client in limited)
        for client in limited:
            assert len(await client.until_sent(1)) == 1


@SOURCES
async def test_what_comes_again_is_answered_once(source: str) -> None:
    """An update that Telegram repeats, at once, later, or to the next process, is not answered again."""
    async with both(source) as (telegram, bot):
        client = telegram.client()
        message = client.message(text="hello")
        await client.send_update({"message": message})
        await client.until_sent(1)
        await telegram.quiet()
        await bot.stop()
        async with running(telegram, source, PORT=str(bot.settings.port)):
            telegram.state.updates.pending.append({"update_id": 500_000_001, "message": message})
            await client.say("thanks")
            await telegram.quiet()
        assert [message.text.split()[0] for message in client.messages] == ["Hello!", "You"]


async def test_a_number_that_is_used_again_for_another_question_is_answered(telegram: StandIn) -> None:
    """Only what is the same in all its numbers was answered before."""
    client = telegram.client()
    async with running(telegram):
        await client.say("hello")
    async with running(telegram):
        other = client.message(text="thanks")
        telegram.state.updates.pending.append({"update_id": 500_000_001, "message": other})
        await ask(client)
        assert {message.text.split()[0] for message in await client.until_sent(3)} == {
            "Hello!",
            "You",
            "Causes",
        }


@SOURCES
async def test_an_update_that_can_not_be_read_is_passed_over(source: str) -> None:
    """Good, broken, good, broken: the good ones are answered, and nothing comes for ever."""
    async with both(source, LOG_LEVEL="DEBUG") as (telegram, bot):
        client = telegram.client()
        for broken in ({"message": {"text": "canary-8181", "chat": 17}}, {"callback_query": "canary-8181"}):
            await client.say("hello")
            await client.send_update(broken)
        assert len(await client.until_sent(2)) == 2
        await client.say("thanks")
        await telegram.quiet()
    assert "(TypeError)" in bot.log or "(AttributeError)" in bot.log
    assert "canary" not in bot.log


async def test_a_storm_of_errors_is_a_few_lines(telegram: StandIn) -> None:
    """Forty failing polls are three lines and a count."""
    async with running(telegram, timing=Timing(first_pause=0.01, longest_pause=0.01)) as bot:
        telegram.fail("getUpdates", 502, "Bad Gateway", times=40)
        client = telegram.client()
        await client.say("hello")
        await ask(client)
        await client.until_sent(2)
    lines = [line for line in bot.log.splitlines() if "polling failed" in line]
    assert len(lines) == 4
    assert "37 more like: polling failed" in lines[-1]


@SOURCES
async def test_a_closed_topic_is_dropped_and_counted_as_such(source: str) -> None:
    """No apology, no failure of the program; others are answered."""
    port = free_port()
    async with both(source, METRICS_PORT=str(port)) as (telegram, bot):
        client = telegram.client()
        telegram.fail("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
        await ask(client)
        await telegram.client(5).say("hello")
        await telegram.quiet()
        metrics = (await get(f"http://127.0.0.1:{port}/metrics")).text
    assert "b12bot_dropped_total 1.0" in metrics
    assert "b12bot_failures_total{" not in metrics
    assert not client.messages
    assert "ERROR" not in bot.log


async def test_poison_between_good_ones_ends_nothing(telegram: StandIn) -> None:
    """Updates that no library can read, and an answer that asks to wait until "soon"."""
    client = telegram.client()
    body = b'{"ok":false,"error_code":429,"description":"Slow","parameters":{"retry_after":"soon"}}'
    async with running(telegram, timing=QUICK) as bot:
        for broken in ({"chat": {"id": {}, "type": "private"}}, {"date": None}):
            await client.send_update({"message": client.message(text="canary") | broken})
        telegram.faults.add("sendMessage", page(429, body, "application/json"))
        telegram.faults.add("getUpdates", page(429, body, "application/json"))
        assert (await client.say("hello")).text.startswith("Hello")
        await telegram.quiet()
        assert not telegram.state.updates.pending
    assert bot.log.count("can't be parsed") == 2
    assert "canary" not in bot.log


async def test_in_no_second_more_are_sent_than_allowed() -> None:
    """On the wire: sixteen people at once, ten a second; no eleven arrive within a second."""
    async with both("poll", SENDS_PER_SECOND="10") as (telegram, _):
        people = [telegram.client(number) for number in range(1, 17)]
        for person in people:
            await ask(person, "hello")
        for person in people:
            await person.until_sent(1)
        times = [call.time for call in telegram.calls_of("sendMessage")]
    assert len(times) == 16
    assert all(late - early > 1 for early, late in zip(times, times[10:], strict=False))
