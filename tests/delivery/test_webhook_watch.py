"""A webhook that Telegram's posts do not reach is noticed, said, and set anew."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.preview.telegram.state import Webhook
from tests.bots import HEADER, QUICK, SECRET, Bot, both, running
from tests.delivery.asking import CAUSES, ask
from tools.ports import free_port, get
from tools.standin import StandIn

SOON = replace(QUICK, webhook_check=0.3)


@contextlib.asynccontextmanager
async def watched() -> AsyncIterator[tuple[StandIn, Bot, str]]:
    """A Telegram, the bot by webhook, and the address where it shows whether it is ready."""
    async with both("webhook", timing=SOON) as (telegram, bot):
        ready = f"http://127.0.0.1:{bot.settings.port}/readyz"
        await get(ready, until=200)
        while not telegram.calls_of("getWebhookInfo"):
            await asyncio.sleep(0.01)
        yield telegram, bot, ready


@pytest.mark.parametrize("url", ["https://elsewhere.example.org/telegram", ""])
async def test_another_address_or_none_is_set_right(url: str) -> None:
    """503 where a platform asks, a line in the log, set anew, and questions are answered again."""
    async with watched() as (telegram, bot, ready):
        telegram.state.webhook = Webhook(url) if url else None
        await ask(telegram.client(), CAUSES)
        await get(ready, until=503)
        await get(ready, until=200)
        assert (await telegram.client().until_sent(1))[0].text.startswith("Causes")
    what = "another address is set" if url else "no address is set any more"
    assert f"do not reach this bot, setting the webhook anew: {what}" in bot.log
    assert "elsewhere" not in bot.log
    assert len(telegram.calls_of("setWebhook")) == 2


async def test_posts_that_go_astray_are_noticed() -> None:
    """Telegram meets errors, and nothing comes here: its words are in the log."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{free_port()}") as telegram:
        port = free_port()
        async with running(telegram, "webhook", timing=SOON, PORT=str(port)) as bot:
            while not telegram.calls_of("getWebhookInfo"):
                await asyncio.sleep(0.01)
            await ask(telegram.client())
            await get(f"http://127.0.0.1:{port}/readyz", until=503)
            # Not for ever: a platform may let no post through to who is not ready.
            await get(f"http://127.0.0.1:{port}/readyz", until=200)
    assert "do not reach this bot, setting the webhook anew: Telegram says: " in bot.log


async def test_who_asks_telegram_to_come_again_is_reached() -> None:
    """A 503 of our own is an error to Telegram, and nothing is wrong with the webhook."""
    async with watched() as (telegram, bot, ready):
        telegram.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        await ask(telegram.client())
        while not telegram.state.webhook_error:
            await asyncio.sleep(0.01)
        looks = len(telegram.calls_of("getWebhookInfo"))
        while len(telegram.calls_of("getWebhookInfo")) < looks + 2:
            assert (await get(ready)).status_code == 200
    assert "do not reach" not in bot.log


async def test_a_post_on_a_wrong_path_is_logged_and_counted() -> None:
    """If it is Telegram's: a proxy takes a prefix away, or adds a slash. Others get 404 without a word."""
    async with both("webhook", WEBHOOK_URL="https://bot.example.org/b12") as (_, bot):
        url = f"http://127.0.0.1:{bot.settings.port}"
        async with httpx.AsyncClient() as web:
            for path in ("/telegram", "/b12/telegram/", "/b12%20/telegram"):
                for secret in (SECRET, "wrong-wrong-wrong-wrong"):
                    answer = await web.post(url + path, json={"update_id": 1}, headers={HEADER: secret})
                    assert (answer.status_code, answer.content) == (404, b"")
        assert "b12bot_webhook_misrouted_total 3.0" in (await get(f"{url}/metrics")).text
    assert bot.log.count("came to another path") == 3


async def test_it_listens_on_both_families_and_metrics_on_this_machine_alone(telegram: StandIn) -> None:
    """IPv4 and IPv6 for whoever routes to PORT; what METRICS_PORT shows is for those on the machine."""
    port, own = free_port(), free_port()
    async with running(telegram, "webhook", PORT=str(port), METRICS_PORT=str(own)):
        if socket.has_dualstack_ipv6():
            assert (await get(f"http://[::1]:{port}/healthz")).status_code == 404
        assert (await get(f"http://127.0.0.1:{port}/healthz")).status_code == 404
        assert (await get(f"http://127.0.0.1:{own}/healthz")).status_code == 200
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.2", own)
    async with running(telegram, "webhook", METRICS_PORT=str(own), METRICS_HOST="127.0.0.2"):
        assert (await get(f"http://127.0.0.2:{own}/healthz")).status_code == 200
