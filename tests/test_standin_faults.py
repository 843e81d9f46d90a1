"""Faults of the stand-in do what they say, seen by a plain HTTP client; so do `quiet` and the listeners."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.preview.telegram.values import Event, Shown
from tools.standin import ExpectationError, StandIn
from tools.standin.faults import DROP, GARBLED, HANG, HTML_502, LOSE, page, refuse, slow


@pytest.fixture
async def bot(telegram: StandIn) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever calls the Bot API."""
    base = f"{telegram.url}/bot{telegram.state.token}"
    async with httpx.AsyncClient(base_url=base, timeout=5) as web:
        yield web


async def describe(bot: httpx.AsyncClient, text: str) -> httpx.Response:
    """A call whose effect can be seen."""
    return await bot.post("/setMyDescription", json={"description": text})


async def test_without_faults_nothing_goes_wrong(bot: httpx.AsyncClient, telegram: StandIn) -> None:
    """Only what Telegram itself would refuse is refused."""
    assert (await describe(bot, "x")).json() == {"ok": True, "result": True}
    assert (await describe(bot, "x" * 513)).status_code == 400
    assert telegram.faults.met == 0


async def test_a_dropped_call_was_not_carried_out_and_a_lost_one_was(
    bot: httpx.AsyncClient, telegram: StandIn
) -> None:
    """The bot sees the same: a connection that broke."""
    for fault, seen in ((DROP, ""), (LOSE, "LOSE")):
        telegram.faults.add("setMyDescription", fault)
        with pytest.raises(httpx.TransportError):
            await describe(bot, "LOSE")
        assert telegram.description == seen
    assert len(telegram.calls_of("setMyDescription")) == 2


async def test_faults_are_met_in_their_order_and_as_often_as_asked_for(
    bot: httpx.AsyncClient, telegram: StandIn
) -> None:
    """What was added comes first, then what is always so; none of it counts as the bot's mistake."""
    faults = telegram.faults
    faults.always("getMe", refuse(500, "Internal Server Error"))
    faults.add("getMe", HTML_502)
    faults.add("getMe", refuse(429, "Too Many Requests", retry_after=7), 2)
    assert (await bot.post("/getMe")).text.startswith("<html>")
    for _ in range(2):
        limited = await bot.post("/getMe")
        assert (limited.status_code, limited.headers["Retry-After"]) == (429, "7")
        assert limited.json()["parameters"] == {"retry_after": 7}
    assert [(await bot.post("/getMe")).status_code for _ in range(2)] == [500, 500]
    faults.clear()
    assert (await bot.post("/getMe")).json()["ok"]
    assert faults.met == 5
    assert not telegram.refusals


async def test_an_answer_can_come_from_somebody_else(bot: httpx.AsyncClient, telegram: StandIn) -> None:
    """A page of a proxy; Telegram's own, spoilt on the way; a group that has moved."""
    telegram.faults.add("getMe", page(404, b"<html>no bots here", "text/html"))
    elsewhere = await bot.post("/getMe")
    assert (elsewhere.status_code, elsewhere.headers["Content-Type"]) == (404, "text/html")
    telegram.faults.add("setMyDescription", GARBLED)
    garbled = await describe(bot, "x")
    assert (garbled.status_code, telegram.description) == (200, "x")
    with pytest.raises(ValueError, match="utf-8"):
        garbled.json()
    telegram.fail("getMe", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=4)
    assert (await bot.post("/getMe")).json()["parameters"] == {"migrate_to_chat_id": 4}


async def test_a_call_can_hang_or_come_late(bot: httpx.AsyncClient, telegram: StandIn) -> None:
    """One that hangs ends with the patience of the bot, whatever it was."""
    telegram.faults.add("getMe", HANG)
    with pytest.raises(httpx.ReadTimeout):
        await bot.post("/getMe", timeout=0.1)
    telegram.faults.add("setMyDescription", slow(0.2))
    start = asyncio.get_running_loop().time()
    assert (await describe(bot, "late")).json()["ok"]
    assert asyncio.get_running_loop().time() - start >= 0.2
    telegram.hang("setMyDescription", carried_out=True)
    with pytest.raises(httpx.ReadTimeout):
        await bot.post("/setMyDescription", json={"description": "x"}, timeout=0.1)
    assert telegram.description == "x"


async def test_a_call_that_hangs_does_not_keep_the_stand_in() -> None:
    """It ends with the stand-in, at once."""
    async with httpx.AsyncClient() as web:
        async with StandIn() as telegram:
            telegram.faults.always("getMe", HANG)
            call = asyncio.create_task(web.post(f"{telegram.url}/bot{telegram.state.token}/getMe"))
            await telegram.state.signal.until(lambda: bool(telegram.calls), 2)
            start = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - start < 1
        with pytest.raises(httpx.TransportError):
            await call


async def test_a_poll_ends_with_the_bot_that_made_it(bot: httpx.AsyncClient, telegram: StandIn) -> None:
    """What comes after the bot hung up waits for the next poll."""
    with pytest.raises(httpx.ReadTimeout):
        await bot.post("/getUpdates", data={"timeout": 50}, timeout=0.1)
    client = telegram.client()
    await client.send_update({"message": client.message(text="hello")})
    assert len((await bot.post("/getUpdates")).json()["result"]) == 1
    assert not telegram.refusals


async def test_it_is_quiet_when_all_is_confirmed_and_no_call_is_under_way(
    bot: httpx.AsyncClient, telegram: StandIn
) -> None:
    """What is put later, and a poll that waits, do not count."""
    await telegram.quiet()
    client = telegram.client()
    await client.send_update({"message": client.message(text="hello")})
    quiet = asyncio.create_task(telegram.quiet())
    [update] = (await bot.post("/getUpdates")).json()["result"]
    telegram.faults.add("setMyDescription", slow(0.2))
    call = asyncio.create_task(describe(bot, "late"))
    poll = asyncio.create_task(
        bot.post("/getUpdates", json={"offset": update["update_id"] + 1, "timeout": 5})
    )
    await telegram.state.signal.until(lambda: not telegram.state.updates.pending, 2)
    assert not quiet.done()
    await quiet
    assert telegram.description == "late"
    await client.send_update({"message": client.message(text="later")})
    await asyncio.gather(call, poll)


async def test_what_is_never_confirmed_is_reported() -> None:
    """With what the bot did last, as every wait for it."""
    async with StandIn(patience=0.05) as telegram:
        client = telegram.client()
        await client.send_update({"message": client.message(text="hello")})
        with pytest.raises(
            ExpectationError, match=r"did not become quiet within 0\.05 s; its last calls: \[\]"
        ):
            await telegram.quiet()


@pytest.mark.parametrize("is_light", [True, False])
async def test_who_listens_is_told_of_each_message(*, is_light: bool) -> None:
    """A light stand-in checks as strictly, and keeps nothing."""
    async with StandIn(is_light=is_light) as telegram, httpx.AsyncClient() as web:
        url, events = f"{telegram.url}/bot{telegram.state.token}/sendMessage", list[Event]()
        telegram.state.listeners.append(events.append)
        client = telegram.client(5)
        await client.send_update({"message": client.message(text="hello")})
        fields = {"text": "<b>Über</b> &amp; so on", "chat_id": 5, "parse_mode": "HTML"}
        await web.post(url, json=fields)
        await web.post(url, data=fields)
        assert (await web.post(url, data=fields | {"text": "<b>"})).status_code == 400
        heard = [(e.message.chat["id"], e.message.text) for e in events if isinstance(e, Shown)]
        assert heard == [(5, "Über & so on")] * 2
        assert len(client.messages) == (0 if is_light else 2)
        assert [bool(call.params) for call in telegram.calls] == [not is_light] * 3
