"""Faults between Telegram and the bot, webhook: an update is accepted once it was answered, not before."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from telegram import Update

from bot.incoming import webhook
from bot.incoming.processor import Processor
from bot.operations import http_server
from bot.preview.telegram.values import JSON
from tests.bots import HEADER, QUICK, SECRET, Bot, running
from tests.delivery.asking import CAUSES, ask
from tests.delivery.hook import bot_of
from tests.process import BotProcess
from tools.standin import StandIn
from tools.standin.faults import HANG, refuse

RIGHT = {HEADER: SECRET}
MB = 1_000_000


@pytest.fixture
async def posting(port: int) -> AsyncIterator[StandIn]:
    """A Telegram that posts updates to the port."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        yield telegram


@pytest.fixture
async def bot(posting: StandIn, port: int) -> AsyncIterator[Bot]:
    """The bot by webhook, over the road, and listening."""
    async with running(posting, "webhook", timing=QUICK, PORT=str(port)) as bot:
        yield bot


@pytest.fixture
async def web(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever posts to the bot's address."""
    unlimited = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10, limits=unlimited) as web:
        yield web


async def without_a_secret(port: int) -> None:
    """Send the heads of two requests of 50 MB; the 403 comes all the same."""
    for secret in ("", f"{HEADER}: wrong-wrong-wrong-wrong\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{secret}Content-Length: {50 * MB}\r\n\r\n"
        writer.write(head.encode())
        async with asyncio.timeout(5):
            assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        writer.close()


async def without_an_end(port: int, parts: int) -> None:
    """Send so many parts of 0.1 MB, with the secret, and no end: 413, or the line is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n".encode())
    writer.write(b"Transfer-Encoding: chunked\r\n\r\n")
    with contextlib.suppress(ConnectionError):
        for _ in range(parts):
            writer.write(f"{MB // 10:x}\r\n".encode() + b"x" * (MB // 10) + b"\r\n")
            await writer.drain()
        async with asyncio.timeout(5):
            answer = await reader.readline()
        assert not answer or answer.startswith(b"HTTP/1.1 413")
    writer.close()


@pytest.mark.usefixtures("bot")
async def test_an_update_is_accepted_only_when_it_was_answered(posting: StandIn) -> None:
    """While its reply can't be sent, Telegram keeps it; then it is answered once and accepted."""
    client = posting.client()
    posting.faults.add("sendMessage", refuse(429, "Too Many Requests: retry after 1", retry_after=1))
    await ask(client)
    while not posting.faults.met:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.3)
    assert len(posting.state.updates.pending) == 1
    await posting.quiet()
    assert len(client.messages) == 1


@pytest.mark.usefixtures("bot")
async def test_who_does_not_know_the_secret_is_refused_before_the_body(port: int) -> None:
    """The 403 comes though only the head of a 50 MB request was sent."""
    await without_a_secret(port)


@pytest.mark.usefixtures("bot")
async def test_a_body_without_an_end_is_cut_off(port: int) -> None:
    """With the right secret, but 2 MB that name no length and go on: 413, or the line is cut."""
    await without_an_end(port, 20)


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


@pytest.mark.usefixtures("bot")
async def test_a_head_without_an_end_is_cut_off(port: int) -> None:
    """One line that goes on and on, or lines that do: refused after less than a megabyte."""
    for part in (b"x" * 4_096, b"X-Line: " + b"x" * 100 + b"\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\n" + (b"X: " if b":" not in part else b""))
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 2 * MB and not reader.at_eof():
                writer.write(part)
                sent += len(part)
                await writer.drain()
                await asyncio.sleep(0)
        assert sent < MB
        writer.close()


async def test_a_head_that_does_not_come_is_not_waited_for(
    posting: StandIn, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither all of it nor the rest."""
    assert http_server.HEAD_SECONDS <= 20
    monkeypatch.setattr(http_server, "HEAD_SECONDS", 0.3)
    async with running(posting, "webhook", PORT=str(port)):
        for begin in (b"", b"POST /telegram HTTP/1.1\r\nHost: x\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begin)
            async with asyncio.timeout(5):
                await reader.read()
            writer.close()


async def test_more_connections_than_there_is_room_for_hold_up_nobody(
    posting: StandIn, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that have waited longest make room, and Telegram's are answered."""
    assert http_server.CONNECTIONS == 512
    monkeypatch.setattr(http_server, "CONNECTIONS", 40)
    async with running(posting, "webhook", PORT=str(port)):
        lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(150)]
        for _, writer in lines:
            writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\n")
        async with asyncio.timeout(5):
            for person in range(1, 6):
                await posting.client(person).say(CAUSES)
            for reader, _ in lines[:100]:
                with contextlib.suppress(ConnectionError):
                    await reader.read()
        for _, writer in lines:
            writer.close()


async def fill(
    posting: StandIn, web: httpx.AsyncClient, *, room: int, let_through: Callable[[], None]
) -> None:
    """Post more than there is room for while nothing gets through; then let all be answered."""
    people = [posting.client(number) for number in range(1, room + 65)]
    for person in people:
        posting.state.receive({"message": person.message(text="hello")})
    waiting, posting.state.updates.pending = posting.state.updates.pending, []

    async def post(update: JSON) -> int:
        return (await web.post("/telegram", json=update, headers=RIGHT)).status_code

    first = [asyncio.create_task(post(update)) for update in waiting[: room + 20]]
    while f"b12bot_in_hand {room}.0" not in (await web.get("/metrics")).text:
        await asyncio.sleep(0.01)
    assert set(await asyncio.gather(*map(post, waiting[room + 20 :]))) == {503}
    for task in first:
        task.cancel()
    await asyncio.wait(first)
    let_through()
    posting.state.updates.pending = waiting
    posting.state.signal.notify()
    async with asyncio.timeout(60):
        while not all(person.messages for person in people):
            await asyncio.sleep(0.01)


async def test_a_full_bot_sends_telegram_away_and_loses_nothing(
    posting: StandIn, port: int, web: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While no update gets done, further ones end in 503; later all are answered."""
    assert webhook.FULL == 256
    monkeypatch.setattr(webhook, "FULL", 40)
    gate, handle = asyncio.Event(), Processor.__call__

    async def held_up(self: Processor, update: Update) -> float | None:
        await gate.wait()
        return await handle(self, update)

    monkeypatch.setattr(Processor, "__call__", held_up)
    async with running(posting, "webhook", PORT=str(port), SENDS_PER_SECOND="1000"):
        await fill(posting, web, room=40, let_through=gate.set)


@pytest.mark.proof
async def test_whatever_is_posted_memory_stays(posting: StandIn, port: int, web: httpx.AsyncClient) -> None:
    """Bodies that are too long are not kept, and of updates no more than there is room for."""
    async with bot_of(posting, "webhook", port) as process:
        before = rss(process)
        await without_a_secret(port)
        await without_an_end(port, 200)
        assert rss(process) - before < 15
        posting.faults.always("sendMessage", HANG)
        await fill(posting, web, room=webhook.FULL, let_through=posting.faults.clear)
        assert rss(process) - before < 30


def rss(process: BotProcess) -> float:
    """MB that a process holds."""
    assert process._process
    status = Path(f"/proc/{process._process.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


async def test_what_is_not_finished_at_the_end_comes_again(posting: StandIn, bot: Bot, port: int) -> None:
    """Asked to end with a reply that can't be sent: the next bot sends it, once."""
    client = posting.client()
    await client.say("hello")
    posting.faults.always("sendMessage", HANG)
    await ask(client)
    while not posting.faults.met:
        await asyncio.sleep(0.01)
    assert await bot.stop() == 0
    posting.faults.clear()
    async with running(posting, "webhook", PORT=str(port)):
        assert (await client.until_sent(2))[1].text.startswith("Causes")
        await posting.quiet()
    assert len(client.messages) == 2


@pytest.mark.usefixtures("bot")
async def test_telegram_is_told_what_to_send(posting: StandIn) -> None:
    """The address, the secret and the kinds of updates; nothing is dropped."""
    [call] = posting.calls_of("setWebhook")
    assert call.params["url"].startswith("https://bot.example.org")
    assert call.params["secret_token"] == SECRET
    assert {"message", "callback_query"} <= set(call.params["allowed_updates"])
    assert not call.params.get("drop_pending_updates")
