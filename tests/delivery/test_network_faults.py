"""Faults between Telegram and the bot, polling: what breaks off, or answers in its place, loses nothing."""

import asyncio
import signal

import pytest

from tests.process import BotProcess
from tools.standin import Client, StandIn
from tools.standin.faults import DROP, GARBLED, HANG, HTML_502, LOSE, Fault, refuse, slow

CAUSES = "what causes b12 deficiency"
ERROR_500 = refuse(500, "Internal Server Error")


async def ask(client: Client, text: str = CAUSES) -> None:
    """Ask without waiting for the reply."""
    await client.send_update({"message": client.message(text=text)})


@pytest.mark.parametrize(
    "fault",
    [DROP, HTML_502, ERROR_500, refuse(429, "Too Many Requests", retry_after=1)],
)
async def test_a_telegram_that_fails_at_the_start_is_waited_for(telegram: StandIn, fault: Fault) -> None:
    """Whatever the first requests meet, the bot comes up and answers what was asked meanwhile."""
    client = telegram.client()
    telegram.faults.add("getMe", fault, 2)
    await ask(client)
    async with BotProcess(telegram) as bot:
        assert (await client.until_sent(1))[0].text.startswith("Causes")
    assert bot.log.count("Telegram can't be reached") == 2
    assert "Traceback" not in bot.log


@pytest.mark.parametrize(
    "fault",
    [DROP, LOSE, GARBLED, HTML_502, ERROR_500, refuse(401, "Unauthorized")],
)
async def test_a_poll_that_fails_loses_nothing(telegram: StandIn, fault: Fault) -> None:
    """The poll is made again; what a lost answer held comes again, and is answered once."""
    client = telegram.client()
    async with BotProcess(telegram) as bot:
        await client.say("hello")
        telegram.faults.add("getUpdates", fault)
        await ask(client)
        assert (await client.say("thanks")).text.startswith(("Causes", "You are welcome"))
        await client.until_sent(3)
        await telegram.quiet()
    assert len(client.messages) == 3
    assert telegram.state.token not in bot.log


async def test_a_batch_with_a_bad_update_between_good_ones(telegram: StandIn) -> None:
    """Good, bad, good in one batch: both good ones are answered, the bad one never comes again."""
    first, last = telegram.client(1), telegram.client(2)
    await ask(first)
    await first.send_update({"message": {"message_id": "x", "chat": 17, "text": "canary-7171"}})
    await ask(last)
    async with BotProcess(telegram) as bot:
        await first.until_sent(1)
        await last.until_sent(1)
    assert not telegram.state.updates.pending
    assert "canary-7171" not in bot.log


async def test_a_flood_limit_is_kept_to_and_loses_nothing(telegram: StandIn) -> None:
    """Told to wait three seconds, the bot sends the reply once, no earlier."""
    client = telegram.client()
    async with BotProcess(telegram):
        telegram.faults.add("sendMessage", refuse(429, "Too Many Requests: retry after 3", retry_after=3))
        loop = asyncio.get_running_loop()
        start = loop.time()
        await client.say(CAUSES)
        assert loop.time() - start >= 3
        await telegram.quiet()
    assert len(client.messages) == 1


@pytest.mark.parametrize("fault", [HTML_502, ERROR_500, refuse(502, "Bad Gateway")])
async def test_a_server_error_on_a_message_loses_nothing(telegram: StandIn, fault: Fault) -> None:
    """Two server errors in a row, then the reply comes, once."""
    client = telegram.client()
    async with BotProcess(telegram):
        telegram.faults.add("sendMessage", fault, 2)
        await client.say(CAUSES)
        await telegram.quiet()
    assert len(client.messages) == 1


async def test_slow_messages_are_sent_side_by_side(telegram: StandIn) -> None:
    """Ten people whose replies take a second each do not wait ten seconds."""
    people = [telegram.client(number) for number in range(1, 11)]
    async with BotProcess(telegram):
        await people[0].say("hello")
        telegram.faults.always("sendMessage", slow(1.0))
        async with asyncio.timeout(6):
            await asyncio.gather(*(person.say(CAUSES) for person in people))


async def test_polls_that_hang_do_not_hold_up_the_end(telegram: StandIn) -> None:
    """Asked to end while Telegram answers nothing, the bot ends in peace within the 20 s that it has."""
    async with BotProcess(telegram) as bot:
        await telegram.client().say("hello")
        for method in ("getUpdates", "sendMessage", "getMe"):
            telegram.faults.always(method, HANG)
        await ask(telegram.client())
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            await bot.ended()


async def test_a_token_that_is_revoked_ends_the_bot(telegram: StandIn) -> None:
    """Refused again and again in mid-run, it ends with exit code 2 and one line that names the variable."""
    async with BotProcess(telegram) as bot:
        await telegram.client().say("hello")
        telegram.faults.always("getUpdates", refuse(401, "Unauthorized"))
        await ask(telegram.client())
        assert await bot.ended() == 2
        bot.is_over = True
    assert "TELEGRAM_BOT_TOKEN was refused by Telegram" in bot.log.splitlines()[-1]
    assert telegram.state.token not in bot.log
