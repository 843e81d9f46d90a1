"""What only a process shows: signals, kills, exit codes, standard error, a program that hangs or fails."""

import asyncio
import json
import signal

import pytest

from tests.bots import running
from tests.delivery.asking import ask
from tests.delivery.hook import bot_of
from tests.process import BotProcess
from tools.standin import StandIn

HANGING = """
import time
from bot.incoming import polling
from bot.operations import timing
polling.poll.__kwdefaults__["timing"] = timing.Timing(stalled=2.0, blocked=0.3)
polling.Receiver.receive = lambda *_: time.sleep(60)
"""
FAILING = """
from bot.incoming import polling
def fail(receiver, item):
    raise RuntimeError(str(item))
polling.Receiver.receive = fail
"""
IMPORTED = """
import atexit
import sys
heavy = ("nacl", "aiohttp.web", "starlette", "uvicorn", "sklearn", "numpy.ma")
atexit.register(lambda: print("imported:", [name for name in heavy if name in sys.modules], file=sys.stderr))
"""


@pytest.mark.parametrize(("source", "number"), [("poll", signal.SIGTERM), ("webhook", signal.SIGINT)])
async def test_a_signal_ends_it_with_what_was_answered_confirmed(
    port: int, little: dict[str, str], source: str, number: signal.Signals
) -> None:
    """Asked to end, the process exits 0 at once; the next bot does not answer the same question again.

    What it wrote to standard error holds neither the token, nor what was said, nor by whom.
    """
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        client = telegram.client(user_id=987_654_321, name="Canaria")
        # Once with all that it knows, as it is in production.
        given = {} if source == "poll" else little
        async with bot_of(telegram, source, port, LOG_LEVEL="DEBUG", **given) as bot:
            await client.say("canary what causes b12 deficiency")
            assert await asyncio.wait_for(bot.stop(number), 5) == 0
        assert not telegram.state.updates.pending
        async with running(telegram, source, PORT=str(port)):
            await telegram.quiet()
        assert len(client.messages) == 1
        assert not telegram.refusals
    assert "@standin_bot is up" in bot.log
    for canary in (telegram.state.token, "canary", "987654321", "Canaria"):
        assert canary not in bot.log


async def test_a_second_signal_ends_it_at_once(telegram: StandIn, little: dict[str, str]) -> None:
    """An operator who does not want to wait need not."""
    client = telegram.client()
    async with BotProcess(telegram, **little) as bot:
        telegram.hang("sendMessage")
        await ask(client)
        while not telegram.calls_of("sendMessage"):
            await asyncio.sleep(0.01)
        bot.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.3)
        bot.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(bot.ended(), 4) != 0
        bot.is_over = True


async def test_what_was_in_hand_at_a_kill_is_answered_by_the_next(port: int, little: dict[str, str]) -> None:
    """Killed between two answers: the first is not given again, the second is, once."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        client, other = telegram.client(1), telegram.client(2)
        async with bot_of(telegram, "webhook", port, **little) as bot:
            await client.say("hello")
            telegram.hang("sendMessage")
            await ask(other)
            while len(telegram.calls_of("sendMessage")) < 2:
                await asyncio.sleep(0.01)
            assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
            bot.is_over = True
        async with running(telegram, "webhook", PORT=str(port)):
            assert (await other.until_sent(1))[0].text.startswith("Causes")
            await telegram.quiet()
        assert [len(person.messages) for person in (client, other)] == [1, 1]


async def test_what_was_parked_at_a_kill_is_answered_by_the_next(
    telegram: StandIn, little: dict[str, str]
) -> None:
    """One chat waits, so many others are answered that Telegram is told to go on, and the bot is killed."""
    slow, others = telegram.client(1), [telegram.client(number) for number in range(100, 160)]
    async with BotProcess(telegram, SENDS_PER_SECOND="1000", **little) as bot:
        telegram.fail("sendMessage", 429, "Too Many Requests: retry after 600", retry_after=600)
        await ask(slow)
        while not telegram.calls_of("sendMessage"):
            await asyncio.sleep(0.01)
        for person in others:
            await ask(person, "thanks")
        await telegram.quiet()
        # What was parked is confirmed before it is written down as answered: one more, and it surely is.
        await others[0].say("hello")
        await telegram.quiet()
        assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
        bot.is_over = True
    assert not telegram.state.updates.pending
    async with running(telegram):
        assert (await slow.until_sent(1))[0].text.startswith("Causes")
        await telegram.quiet()
    assert [len(person.messages) for person in (slow, *others)] == [1, 2, *[1] * 59]


async def test_a_refused_token_is_one_line(telegram: StandIn, little: dict[str, str]) -> None:
    """A token that Telegram does not know ends the bot with exit code 2 and one line, without the token."""
    bot = BotProcess(telegram, TELEGRAM_BOT_TOKEN="999999:not-the-token", **little)
    await bot.start()
    assert await bot.ended() == 2
    assert bot.log == (
        "TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, API Token), "
        "or TELEGRAM_API_URL is not a Bot API server\n"
    )


async def test_a_hanging_program_is_ended(telegram: StandIn, little: dict[str, str]) -> None:
    """Where the event loop itself is blocked, a thread ends the process."""
    bot = BotProcess(telegram, **little)
    bot.preparation = HANGING
    await bot.start()
    await ask(telegram.client())
    assert await bot.ended() == 4
    assert "the program hangs" in bot.log


async def test_an_unexpected_error_ends_it_without_a_traceback(
    telegram: StandIn, little: dict[str, str]
) -> None:
    """A supervisor starts the bot anew; the exception may quote a person, and is told by class and place."""
    bot = BotProcess(telegram, **little)
    bot.preparation = FAILING
    await bot.start()
    await ask(telegram.client(), "canary")
    assert await bot.ended() == 70
    assert bot.log.splitlines()[-1].endswith("an unexpected error ended the bot (RuntimeError at <string>:4)")
    assert "canary" not in bot.log
    assert "Traceback" not in bot.log


async def test_a_stop_while_telegram_is_unreachable_is_one_line(
    telegram: StandIn, little: dict[str, str]
) -> None:
    """Nothing is left open that Python would complain of; the log says why there is no connection."""
    asked = asyncio.Semaphore(0)

    def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        asked.release()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        bot = BotProcess(telegram, TELEGRAM_API_URL=url, LOG_FORMAT="json", **little)
        await bot.start()
        for _ in range(2):
            await asked.acquire()
        assert await bot.stop() == 0
    lines = [json.loads(line) for line in bot.log.splitlines()]
    assert "can't be reached (NetworkError: connection" in lines[0]["message"]
    assert lines[-1]["message"] == "stopped"
    assert "Unclosed" not in bot.log


async def test_polling_imports_no_web_server_and_no_cipher(telegram: StandIn, little: dict[str, str]) -> None:
    """They take memory, and hardly any bot that polls needs them."""
    bot = BotProcess(telegram, **little)
    bot.preparation = IMPORTED
    async with bot:
        await telegram.client().say("hello")
    assert bot.log.splitlines()[-1] == "imported: []"
