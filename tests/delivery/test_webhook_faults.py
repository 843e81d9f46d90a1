"""Faults between Telegram and the bot, webhook: an update is accepted once it was answered, not before."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.delivery.hook import SECRET, bot_of
from tests.delivery.test_webhook import HEADER
from tests.process import BotProcess
from tests.standin import Client, StandIn
from tests.standin.faults import HANG, refuse
from tests.standin.values import JSON

CAUSES = "what causes b12 deficiency"
RIGHT = {HEADER: SECRET}
MB = 1_000_000


@pytest.fixture
async def posting(port: int) -> AsyncIterator[StandIn]:
    """A Telegram that posts updates to the port."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        yield telegram


@pytest.fixture
async def bot(posting: StandIn, port: int) -> AsyncIterator[BotProcess]:
    """The bot by webhook, listening."""
    async with bot_of(posting, "webhook", port) as process:
        yield process


@pytest.fixture
async def web(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever posts to the bot's address."""
    unlimited = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10, limits=unlimited) as web:
        yield web


async def ask(client: Client, text: str = CAUSES) -> None:
    """Ask without waiting for the reply."""
    await client.send_update({"message": client.message(text=text)})


def rss(process: BotProcess) -> float:
    """MB that the process holds."""
    assert process._process
    status = Path(f"/proc/{process._process.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


@pytest.mark.usefixtures("bot")
async def test_an_update_is_accepted_only_when_it_was_answered(posting: StandIn) -> None:
    """While its reply can't be sent, Telegram keeps it; then it is answered once and accepted."""
    client = posting.client()
    posting.faults.add("sendMessage", refuse(429, "Too Many Requests: retry after 2", retry_after=2))
    await ask(client)
    await asyncio.sleep(1.0)
    assert len(posting.state.updates.pending) == 1
    await client.until_sent(1)
    await client.expect_silence(0.5)
    assert not posting.state.updates.pending
    assert len(client.messages) == 1


async def test_an_update_that_can_not_be_parsed_is_accepted_and_passed_over(
    posting: StandIn, bot: BotProcess
) -> None:
    """It would be sent for a day otherwise, and hold up its chat; its words are not logged."""
    client = posting.client()
    await client.send_update({"message": {"text": "canary-6161", "chat": 17}})
    assert (await client.say(CAUSES)).text.startswith("Causes")
    while posting.state.updates.pending:
        await asyncio.sleep(0.01)
    await bot.stop()
    assert "can't be parsed" in bot.log
    assert "canary-6161" not in bot.log


async def test_who_does_not_know_the_secret_is_refused_before_the_body(bot: BotProcess, port: int) -> None:
    """The 403 comes though only the head of a 50 MB request was sent; memory stays where it is."""
    before = rss(bot)
    for secret in ("", f"{HEADER}: wrong-wrong-wrong-wrong\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{secret}Content-Length: {50 * MB}\r\n\r\n"
        writer.write(head.encode())
        async with asyncio.timeout(5):
            assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        writer.close()
    assert rss(bot) - before < 10


async def test_a_body_without_an_end_is_cut_off(bot: BotProcess, web: httpx.AsyncClient) -> None:
    """With the right secret, but 20 MB that name no length: 413, or the line is cut; memory stays."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 100_000

    before = rss(bot)
    try:
        answer = await web.post("/telegram", content=endless(), headers=RIGHT)
        assert answer.status_code == 413
    except httpx.TransportError:
        pass
    assert rss(bot) - before < 15


@pytest.mark.usefixtures("bot")
async def test_connections_that_say_nothing_hold_up_nobody(posting: StandIn, port: int) -> None:
    """A hundred that never finish their request, and a person is answered all the same."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
    for _, writer in lines:
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\n")
    async with asyncio.timeout(5):
        await posting.client().say(CAUSES)
    for _, writer in lines:
        writer.close()


async def test_a_full_bot_sends_telegram_away_and_loses_nothing(
    posting: StandIn, bot: BotProcess, web: httpx.AsyncClient
) -> None:
    """While no reply can be sent, updates end in 503 at last, not in memory; later all are answered."""
    people = [posting.client(number) for number in range(1, 401)]
    for person in people:
        posting.state.receive({"message": person.message(text="hello")})
    waiting, posting.state.updates.pending = posting.state.updates.pending, []
    before = rss(bot)
    posting.faults.always("sendMessage", HANG)

    async def post(update: JSON) -> int:
        return (await web.post("/telegram", json=update, headers=RIGHT)).status_code

    first = [asyncio.create_task(post(update)) for update in waiting[:300]]
    await asyncio.sleep(1.0)
    assert set(await asyncio.gather(*map(post, waiting[300:]))) == {503}
    assert rss(bot) - before < 30
    for task in first:
        task.cancel()
    await asyncio.wait(first)
    posting.faults.clear()
    posting.state.updates.pending = waiting
    posting.state.signal.notify()
    async with asyncio.timeout(60):
        while any(not person.messages for person in people):
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_what_is_not_finished_at_the_end_comes_again(
    posting: StandIn, bot: BotProcess, port: int, number: signal.Signals
) -> None:
    """Asked to end, or killed, with a reply that can't be sent: the next bot sends it, once."""
    client = posting.client()
    await client.say("hello")
    posting.faults.always("sendMessage", HANG)
    await ask(client)
    while not posting.faults.met:
        await asyncio.sleep(0.01)
    async with asyncio.timeout(22):
        code = await _ended(bot, number)
    assert code == (0 if number == signal.SIGTERM else -9)
    bot.is_over = True
    posting.faults.clear()
    async with bot_of(posting, "webhook", port):
        assert (await client.until_sent(2))[1].text.startswith("Causes")
        await client.expect_silence(1.5)
    assert len(client.messages) == 2


async def _ended(bot: BotProcess, number: signal.Signals) -> int:
    assert bot._process
    bot.send_signal(number)
    return await bot._process.wait()


@pytest.mark.usefixtures("bot")
async def test_telegram_is_told_what_to_send(posting: StandIn) -> None:
    """The address, the secret and the kinds of updates; nothing is dropped."""
    [call] = posting.calls_of("setWebhook")
    assert call.params["url"].startswith("https://bot.example.org")
    assert call.params["secret_token"] == SECRET
    assert {"message", "callback_query"} <= set(call.params["allowed_updates"])
    assert not call.params.get("drop_pending_updates")
