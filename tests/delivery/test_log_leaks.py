"""Whatever happens, and whatever the level and form of the log: no words, no names, no ids, no secrets."""

import asyncio
import gc
import json
import logging

import pytest

from bot.understanding import Understander
from tests.bots import QUICK, SECRET, both
from tools.standin import StandIn

CANARIES = ("canary", "987654321", "Canaria", "-100987", SECRET)


async def everything(telegram: StandIn) -> None:
    """Have a person do all there is to do, and Telegram do its worst."""
    client = telegram.client(user_id=987_654_321, name="Canaria")
    await client.say("where can i buy b12 canary-0")
    await client.press("Share this question with the editors")
    await client.press("Withdraw")
    await client.say("canary-1 what causes b12 deficiency")
    await client.say("/causes canary-2")
    await client.press("Diet")
    await client.tap_data(client.last, "canary-3")
    await client.send("photo", caption="canary-4")
    await client.send("contact")
    telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user canary-5")
    await client.send_update({"message": client.message(text="canary-6")})
    telegram.fail("sendMessage", 400, "Bad Request: canary-7")
    await client.send_update({"message": client.message(text="canary-8")})
    await client.send_update({"message": {"text": "canary-9", "chat": 17}})
    await client.send_update({"message": client.message(text="canary-10", entities="canary-11")})
    telegram.fail("sendMessage", 502, "canary-12")
    await client.say("canary-13")
    telegram.cut("sendMessage")
    await client.say("canary-14")
    group = telegram.group(chat_id=-100_987_000_000_001, user_id=987_654_321, name="Canaria")
    await group.send_update({"message": group.message(text="canary-15")})
    await client.say("thanks")
    await telegram.quiet()


@pytest.mark.parametrize("source", ["poll", "webhook"])
@pytest.mark.parametrize("style", ["text", "json"])
async def test_nothing_of_anybody_is_logged(source: str, style: str) -> None:
    """At DEBUG; in JSON each line is one object."""
    async with both(source, timing=QUICK, LOG_LEVEL="DEBUG", LOG_FORMAT=style) as (telegram, bot):
        await everything(telegram)
        token = telegram.state.token
    assert len(bot.log.splitlines()) > 5
    for canary in (*CANARIES, token, token.partition(":")[2]):
        assert canary not in bot.log
    if style == "json":
        lines = [json.loads(line) for line in bot.log.splitlines()]
        assert {tuple(line) for line in lines} == {("time", "level", "logger", "message")}


@pytest.mark.parametrize("source", ["poll", "webhook"])
async def test_a_mistake_of_the_program_gives_nothing_away(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler that fails with a person's words, a task that nobody waits for, the line of a library."""
    monkeypatch.setattr(Understander, "understand", misunderstand)
    async with both(source, LOG_LEVEL="DEBUG") as (telegram, bot):
        client = telegram.client(user_id=987_654_321, name="Canaria")
        assert (await client.say("canary-1")).text.startswith("Sorry, something went wrong")
        await client.say("/start canary-2")
    assert "failed (ValueError at test_log_leaks.py:" in bot.log
    assert "Task exception was never retrieved" in bot.log
    assert "canary" not in bot.log
    assert "987654321" not in bot.log


async def fail(text: str) -> None:
    """Fail with a person's words."""
    raise RuntimeError(text)


def misunderstand(_: Understander, text: str) -> None:
    """Make every mistake that there is."""
    task = asyncio.ensure_future(fail(text))
    task.add_done_callback(lambda _: asyncio.get_running_loop().call_soon(gc.collect))
    logging.getLogger("telegram.ext.Application").error("update %s", text)
    logging.getLogger("aiohttp.client").warning("first line\n%s", text)
    raise ValueError(text)
