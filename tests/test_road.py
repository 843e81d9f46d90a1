"""The road on which calls go wrong, and the stand-in for load, do what they say."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.load.bench import Figures
from tests.load.contestants import STOCK
from tests.load.crowd import Crowd
from tests.load.figures import percentile, slope, table
from tests.load.goals import judge
from tests.load.people import KNOWN, poison, question
from tests.load.telegram import Telegram
from tests.standin import StandIn
from tests.standin.faults import DROP, HANG, HTML_502, LOSE, refuse, slow
from tests.standin.line import Line, request
from tests.standin.road import Road
from tests.standin.wire import Request, Server, response


@pytest.fixture
async def road(telegram: StandIn) -> AsyncIterator[Road]:
    """A road to the stand-in."""
    async with Road(telegram.url) as road:
        yield road


@pytest.fixture
async def bot(road: Road, telegram: StandIn) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever calls the Bot API over the road."""
    base = f"{road.url}/bot{telegram.state.token}"
    async with httpx.AsyncClient(base_url=base, timeout=5) as web:
        yield web


async def test_a_good_road_changes_nothing(bot: httpx.AsyncClient) -> None:
    """What Telegram answers arrives, errors too."""
    assert (await bot.post("/getMe")).json()["result"]["username"] == "standin_bot"
    assert (await bot.post("/sendMessage", data={"chat_id": 1, "text": "x"})).status_code == 400


async def test_each_fault_is_met_as_often_as_it_was_asked_for(
    bot: httpx.AsyncClient, road: Road, telegram: StandIn
) -> None:
    """In the order given; a lost call was carried out, a dropped one was not."""
    for fault in (DROP, LOSE):
        road.faults.add("getMe", fault)
        with pytest.raises(httpx.TransportError):
            await bot.post("/getMe")
    assert len(telegram.calls_of("getMe")) == 1
    road.faults.add("getMe", HTML_502)
    road.faults.add("getMe", refuse(429, "Too Many Requests", 7))
    assert (await bot.post("/getMe")).text.startswith("<html>")
    limited = await bot.post("/getMe")
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "7")
    assert limited.json()["parameters"] == {"retry_after": 7}
    assert (await bot.post("/getMe")).json()["ok"]
    assert road.faults.met == 4


async def test_a_call_can_hang_or_come_late(bot: httpx.AsyncClient, road: Road) -> None:
    """Until the plan is cleared."""
    road.faults.always("getMe", HANG)
    with pytest.raises(httpx.ReadTimeout):
        await bot.post("/getMe", timeout=0.2)
    road.faults.clear()
    road.faults.add("getMe", slow(0.3))
    start = asyncio.get_running_loop().time()
    assert (await bot.post("/getMe")).json()["ok"]
    assert asyncio.get_running_loop().time() - start >= 0.3


async def test_a_poll_ends_with_the_bot_that_made_it(bot: httpx.AsyncClient, telegram: StandIn) -> None:
    """What comes after the bot hung up waits for the next poll."""
    with pytest.raises(httpx.ReadTimeout):
        await bot.post("/getUpdates", data={"timeout": 50}, timeout=0.2)
    await asyncio.sleep(0.2)
    client = telegram.client()
    await client.send_update({"message": client.message(text="hello")})
    assert len((await bot.post("/getUpdates")).json()["result"]) == 1


async def test_requests_may_come_in_pieces_and_together() -> None:
    """However TCP cuts them."""
    heard: list[bytes] = []

    def answer(request: Request) -> bytes:
        heard.append(request.body)
        return response(200, request.body)

    async with Server(answer) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        raw = request("/a", b"first", "x") + request("/b", b"second", "x")
        for at in range(0, len(raw), 7):
            writer.write(raw[at : at + 7])
            await asyncio.sleep(0)
        while len(heard) < 2:
            await asyncio.sleep(0.01)
        assert b"first" in await reader.read(1000)
        writer.close()
    assert heard == [b"first", b"second"]


@pytest.mark.parametrize("as_json", [True, False])
async def test_under_load_messages_are_heard_however_they_are_sent(*, as_json: bool) -> None:
    """As a form or as JSON: who gets it, and how it begins; the loop of people goes round."""
    async with Telegram() as telegram, httpx.AsyncClient(base_url=f"{telegram.url}/bot1:x") as web:
        heard: list[tuple[int, str]] = []
        telegram.heard = lambda chat, text: heard.append((chat, text))
        fields = {"text": "<b>Über</b> & so on", "chat_id": -17}
        await web.post("/sendMessage", json=fields) if as_json else await web.post(
            "/sendMessage", data=fields
        )
        assert heard == [(-17, "<b>Über</b> & so on")]
        telegram.put(question(5, "hello"))
        telegram.put(poison(6))
        updates = (await web.post("/getUpdates", data={"timeout": "0"})).json()["result"]
        assert [update["update_id"] for update in updates] == [500_000_001, 500_000_002]
        assert telegram.calls == {"sendMessage": 1, "getUpdates": 1}


async def test_a_crowd_waits_for_its_replies() -> None:
    """As many as asked for, each measured; never more at once than is said."""
    async with Telegram() as telegram:
        crowd = Crowd(telegram, list(KNOWN), people=10, at_once=3)
        asking = asyncio.create_task(crowd.ask(7, 5))
        line = await Line.open("127.0.0.1", int(telegram.url.rpartition(":")[2]))
        served, offset = 0, 0
        while served < 7:
            body = f"timeout=1&offset={offset}".encode()
            kind = "Content-Type: application/x-www-form-urlencoded\r\n"
            _, answer = await line.send(request("/bot1:x/getUpdates", body, "x", kind), 5)
            batch = json.loads(answer)["result"]
            assert len(batch) <= 3
            for update in batch:
                chat, offset = update["message"]["chat"]["id"], update["update_id"] + 1
                await line.send(
                    request("/bot1:x/sendMessage", f"chat_id={chat}&text=x".encode(), "x", kind), 5
                )
                served += 1
        await asking
        line.close()
    assert (crowd.answered, len(crowd.waits)) == (7, 7)


def test_goals_are_judged() -> None:
    """Each bot of ours is compared with the stock echo bot, and with the rivals that could be measured."""
    medians = {
        STOCK.name: Figures(100, 1, 1, 1.0, 60),
        "b12bot poll": Figures(300, 1, 1, 0.5, 60),
        "b12bot webhook": Figures(299, 1, 1, 0.4, 90),
        "aiogram echo, polling": Figures(250, 1, 1, 1, 1),
    }
    assert [line.split()[0] for line in judge(medians)] == [
        "reached", "missed", "reached", "reached",
        "missed", "reached", "missed",
    ]  # fmt: skip


def test_figures() -> None:
    """Percentiles, slopes and tables."""
    assert (percentile(range(100), 0.99), percentile([3.0], 0.5)) == (99, 3.0)
    assert slope([(0, 1), (10, 2), (20, 3)]) == pytest.approx(0.1)
    assert table(("bot", "n"), [("a", 1234), ("bb", 0.5)]) == "bot      n\na    1,234\nbb    0.50"
