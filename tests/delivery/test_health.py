"""What the bot tells a supervisor and a monitor: health, readiness, metrics; and nothing about anybody."""

import asyncio
import re

import httpx
import pytest

from tests.delivery.test_faults import CAUSES, ask
from tests.delivery.test_webhook import SECRET
from tests.process import BotProcess
from tests.standin import StandIn
from tests.standin.faults import HANG
from tests.standin.road import Road

KNOWN = (200, 503)


async def get(port: int, path: str) -> httpx.Response:
    """Ask the bot, as soon as it listens."""
    async with httpx.AsyncClient() as web, asyncio.timeout(10):
        while True:
            try:
                return await web.get(f"http://127.0.0.1:{port}{path}")
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


def hooked(telegram: StandIn, port: int) -> BotProcess:
    """The bot by webhook; health and metrics are on its port."""
    settings = {"WEBHOOK_URL": "https://bot.example.org", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    return BotProcess(telegram, "webhook", **settings)


@pytest.mark.parametrize("verb", ["poll", "webhook"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_a_bot_that_is_up_says_so(telegram: StandIn, port: int, verb: str, path: str) -> None:
    """200, without a version and without a word about anybody."""
    bot = hooked(telegram, port) if verb == "webhook" else BotProcess(telegram, METRICS_PORT=str(port))
    async with bot:
        answer = await get(port, path)
        while path == "/readyz" and answer.status_code == 503:
            await asyncio.sleep(0.05)
            answer = await get(port, path)
    assert answer.status_code == 200
    assert len(answer.content) < 200
    assert "server" not in answer.headers


async def test_a_bot_that_can_not_reach_telegram_is_not_ready(
    telegram: StandIn, port: int, road: Road
) -> None:
    """Before the first request was answered, it is alive, and not ready."""
    road.faults.always("getMe", HANG)
    bot = BotProcess(telegram, TELEGRAM_API_URL=road.url, METRICS_PORT=str(port))
    await bot.start()
    assert (await get(port, "/readyz")).status_code == 503
    assert (await get(port, "/healthz")).status_code == 200
    assert await bot.stop() == 0


async def test_metrics_by_polling(telegram: StandIn, port: int) -> None:
    """Outcomes by intent, times, errors by class, the age of the last poll: no words, no ids."""
    client = telegram.client(user_id=987_654_321, name="Canaria")
    async with BotProcess(telegram, METRICS_PORT=str(port)):
        await client.say(CAUSES)
        await client.say("canary-1212 how much b12 should i take")
        telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await ask(client)
        while telegram.state.updates.pending:
            await asyncio.sleep(0.01)
        text = (await get(port, "/metrics")).text
    assert re.search(r'^\w*b12bot\w*\{[^}]*"causes"[^}]*\} 2?1?\.0', text, re.MULTILINE)
    assert re.search(r"_bucket\{.*le=", text)
    assert re.search(r"^\w*poll\w* [0-9.e+-]+$", text, re.MULTILINE)
    assert "Forbidden" in text
    for canary in ("canary", "987654321", "Canaria", telegram.state.token, "123456:"):
        assert canary not in text


async def test_metrics_by_webhook(port: int) -> None:
    """They are on the webhook's port; nobody needs the secret for them, and they hold nothing secret."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram, hooked(telegram, port):
        await telegram.client().say(CAUSES)
        text = (await get(port, "/metrics")).text
    assert '"causes"' in text
    assert SECRET not in text


@pytest.mark.parametrize("path", ["/", "/telegram", "/metrics/x", "/.env"])
async def test_nothing_else_is_shown(telegram: StandIn, port: int, path: str) -> None:
    """Other paths are 404, or 405 where only Telegram may post, with hardly a word."""
    async with hooked(telegram, port):
        answer = await get(port, path)
    assert answer.status_code in {404, 405}
    assert len(answer.content) < 100
