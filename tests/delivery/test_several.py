"""Several processes of one bot on one PostgreSQL: each question has one answer, whoever gets it."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator

import httpx
import psycopg
import pytest

from bot.operations.timing import Timing
from bot.preview.telegram.values import JSON, Message
from bot.storage import database
from tests.bots import HEADER, SECRET, Bot, running
from tests.delivery.asking import CAUSES, ask
from tools.ports import free_port
from tools.standin import Client, StandIn

HELD = """
    FROM pg_locks JOIN pg_database ON database = pg_database.oid
    WHERE locktype = 'advisory' AND datname = current_database()
"""
LOCKS = f"SELECT classid, objid {HELD}"
QUICK = Timing(leader_check=0.1, slow=0.6)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that was down is tried again soon."""
    monkeypatch.setattr(database, "DOWN_SECONDS", 0.05)


@contextlib.asynccontextmanager
async def several(database_url: str, count: int = 2) -> AsyncIterator[tuple[StandIn, list[Bot]]]:
    """So many bots by webhook, and a Telegram that posts to each in turn."""
    ports = [str(free_port()) for _ in range(count)]
    async with contextlib.AsyncExitStack() as until_the_end:
        telegram = await until_the_end.enter_async_context(
            StandIn(webhook_target=[f"http://127.0.0.1:{port}" for port in ports])
        )
        bots = [
            await until_the_end.enter_async_context(
                running(telegram, "webhook", PORT=port, DATABASE_URL=database_url)
            )
            for port in ports
        ]
        yield telegram, bots


def data_of(message: Message, start: str) -> str:
    """The callback data of the button of a message that begins so."""
    given = [str(button.get("callback_data")) for row in message.inline_rows for button in row]
    return next(data for data in given if data.startswith(start))


def post_of(client: Client, number: int, text: str = CAUSES) -> JSON:
    """An update that Telegram posts."""
    return {"update_id": number, "message": client.message(text=text)}


async def post(web: httpx.AsyncClient, bot: Bot, update: JSON) -> int:
    """Post an update to one bot, as Telegram does; return the status."""
    url = f"http://127.0.0.1:{bot.settings.port}/telegram"
    return (await web.post(url, json=update, headers={HEADER: SECRET}, timeout=20)).status_code


async def test_what_comes_to_both_at_once_is_answered_once(database_url: str) -> None:
    """A balancer gave up on one and asked the other, or Telegram came again: none has two answers."""
    async with several(database_url) as (telegram, bots), httpx.AsyncClient() as web:
        people = [telegram.client(user_id=5000 + number) for number in range(20)]
        updates = [post_of(client, 900 + number) for number, client in enumerate(people)]
        for update in updates:
            telegram.state._remember(update["message"])
        codes = await asyncio.gather(*(post(web, bot, update) for update in updates for bot in bots))
        assert set(codes) <= {200, 503}
        assert codes.count(200) >= len(updates)
        for bot in bots:
            assert {await post(web, bot, update) for update in updates} == {200}
        assert [len(client.messages) for client in people] == [1] * 20


async def test_a_chat_goes_on_whoever_gets_its_next_message(database_url: str) -> None:
    """What a follow-up leans on, and that help came last, all of them know."""
    async with several(database_url) as (telegram, _):
        client = telegram.client()
        await client.say(CAUSES)
        follow_up = await client.say("tell me more")
        again = await client.say("tell me more")
        await client.say("i want to kill myself")
        help_again = [(await client.say("ok")).text for _ in range(2)]
        async with running(telegram) as alone:
            unknown = await telegram.client(user_id=2).say("tell me more")
            assert not alone.is_over
    assert follow_up.text not in {again.text, unknown.text}
    assert all("findahelpline" in text for text in help_again), help_again


async def test_the_tables_hold_what_privacy_says_and_no_more(database_url: str) -> None:
    """After a conversation with a thumb: no text, no number of Telegram's, no name."""
    async with several(database_url) as (telegram, _):
        client = telegram.client(user_id=987_654_321, name="Canary-Name")
        await client.say("what causes b12 deficiency canary-text")
        await client.press("\U0001f44d Helpful") if client.last.inline_rows else None
        await telegram.quiet()
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        tables = await (
            await connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ).fetchall()
        rows = {
            name: await (await connection.execute(f"TABLE {name}".encode())).fetchall() for (name,) in tables
        }
    assert rows.keys() == {"migrations", "answered", "aside", "votes", "chats", "shared", "counts"}
    assert len(rows["answered"]) >= 1
    assert len(rows["chats"]) == 1
    assert not rows["aside"]
    assert not rows["shared"]
    counted = {type(value) for name in ("votes", "counts") for row in rows[name] for value in row}
    assert counted <= {str, int}
    assert not re.search(r"canary|987654321", repr((rows["votes"], rows["counts"])), re.IGNORECASE)
    assert not re.search(
        r"canary|987654321|causes b12",
        repr({name: rows[name] for name in rows.keys() - {"votes", "counts"}}),
        re.IGNORECASE,
    )


async def test_while_the_database_is_down_people_are_answered(database_url: str) -> None:
    """A thumb and a share say sorry; what may come twice is counted; when it is back, all is as before."""
    name = database_url.partition("?")[0].rpartition("/")[2]
    server = database_url.replace(f"/{name}?", "/postgres?")
    async with (
        several(database_url, 1) as (telegram, [bot]),
        await psycopg.AsyncConnection.connect(server, autocommit=True) as connection,
    ):
        client = telegram.client()
        await client.say(CAUSES)
        up = data_of(client.last, "vote:up")
        unanswered = await client.say("where can i buy b12")
        share = data_of(unanswered, "share:")
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        assert (await client.say("how is it diagnosed")).text
        answer = await client.tap_data(client.messages[0], up)
        assert "can't be counted" in answer["text"]
        assert "healthcare professional" in answer["text"]
        await client.tap_data(unanswered, share)
        await client.until_sent(4)
        assert client.last.text.startswith("Sorry, something went wrong")
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
        async with httpx.AsyncClient() as web, asyncio.timeout(10):
            page = f"http://127.0.0.1:{bot.settings.port}/metrics"

            while not re.search(r"b12bot_unrecorded_total [1-9]", (await web.get(page)).text):
                await asyncio.sleep(0.02)
            while "text" in await client.tap_data(client.messages[0], up):
                await asyncio.sleep(0.2)
        rows = await (await psycopg.AsyncConnection.connect(database_url)).execute("SELECT count FROM votes")
        assert await rows.fetchall() == [(1,)]
        assert data_of(client.messages[1], "share:") == share
        await rows.connection.close()
    assert not telegram.refusals


async def test_of_two_that_poll_one_leads_and_the_other_takes_over(
    telegram: StandIn, database_url: str
) -> None:
    """Telegram sees one at a time; what is asked between is answered once."""
    async with running(telegram, timing=QUICK, DATABASE_URL=database_url) as first:
        second = Bot(telegram, timing=QUICK, DATABASE_URL=database_url)
        second.begin()
        async with asyncio.timeout(10):
            while "stands by" not in second.log:
                await asyncio.sleep(0.02)
        await telegram.client(user_id=1).say(CAUSES)
        assert await first.stop() == 0
        clients = [telegram.client(user_id=10 + number) for number in range(5)]
        for client in clients:
            await ask(client)
        for client in clients:
            await client.until_sent(1)
        await telegram.quiet()
        assert await second.stop() == 0
    assert [len(client.messages) for client in clients] == [1] * 5
    assert not telegram.refusals


async def test_who_lost_the_lead_while_the_database_was_down_stands_by(
    telegram: StandIn, database_url: str
) -> None:
    """Its lock is lost with its connection; another has it before: this one stops polling."""

    async def connected() -> psycopg.AsyncConnection[tuple[int, int]]:
        return await psycopg.AsyncConnection.connect(database_url, autocommit=True)

    async with running(telegram, timing=QUICK, DATABASE_URL=database_url) as first:
        async with await connected() as other, await connected() as operator, asyncio.timeout(10):
            [(high, low)] = await (await operator.execute(LOCKS)).fetchall()
            key = int.from_bytes((high << 32 | low).to_bytes(8, "big"), "big", signed=True)
            taking = asyncio.create_task(other.execute("SELECT pg_advisory_lock(%s)", (key,)))
            while not await (await operator.execute(f"{LOCKS} AND NOT granted")).fetchall():
                await asyncio.sleep(0.01)
            await operator.execute(f"SELECT pg_terminate_backend(pid) {HELD} AND granted")
            await taking
            while "stands by" not in first.log:
                await asyncio.sleep(0.02)
            polls = len(telegram.calls_of("getUpdates"))
            await asyncio.sleep(0.3)
            assert len(telegram.calls_of("getUpdates")) <= polls + 1
        await telegram.client(user_id=2).say(CAUSES)
