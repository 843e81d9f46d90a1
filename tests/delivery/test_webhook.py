"""The real process against a real HTTP server that speaks the Bot API: webhook."""

import asyncio
import socket

import httpx
import pytest

from bot.conversation import Conversation
from tests.process import BotProcess
from tests.standin import StandIn

SECRET = "only-telegram-knows-this"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def webhook(telegram: StandIn, port: int) -> BotProcess:
    """The bot by webhook, with the settings that it needs."""
    return BotProcess(
        telegram, "webhook", PORT=str(port), WEBHOOK_URL="https://bot.example.org", WEBHOOK_SECRET=SECRET
    )


async def test_questions_and_taps_are_answered(port: int, conversation: Conversation) -> None:
    """The same conversation as by polling; a tap is answered, and nothing is refused."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram, webhook(telegram, port):
        client = telegram.client()
        message = await client.say("does a b12 shot help me loose weight")
        assert message.text == conversation.tap("shots").text
        assert (await client.press("Treatment")).text == conversation.tap("treatment").text
        assert not telegram.refusals


async def test_only_telegram_is_heard(telegram: StandIn, port: int) -> None:
    """No secret or a wrong one gets 403 with an empty body; other paths and methods, 404 and 405."""
    url = f"http://127.0.0.1:{port}/telegram"
    async with webhook(telegram, port), httpx.AsyncClient() as web:
        right = {HEADER: SECRET}
        while True:
            try:
                answers = [
                    await web.post(url, json={"update_id": 1}),
                    await web.post(url, json={"update_id": 1}, headers={HEADER: "wrong"}),
                    await web.post(url, json={"update_id": 1}, headers=right),
                    await web.post(url, content=b"{", headers=right),
                    await web.post(url, content=b"[" * 100_000, headers=right),
                    await web.post(url, content=b"x" * 1_000_001, headers=right),
                    await web.get(url, headers=right),
                    await web.post(url + "/x", headers=right),
                ]
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
    assert [answer.status_code for answer in answers] == [403, 403, 200, 400, 400, 413, 405, 404]
    assert all(answer.content == b"" for answer in answers[:6])


async def test_the_path_of_the_address_is_kept(port: int, conversation: Conversation) -> None:
    """Behind a proxy the bot may live below a path."""
    async with StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram:
        bot = webhook(telegram, port)
        bot.settings["WEBHOOK_URL"] = "https://bot.example.org/b12"
        async with bot:
            message = await telegram.client().say("/causes")
        assert message.text == conversation.tap("causes").text


async def test_a_taken_port_is_one_line(telegram: StandIn) -> None:
    """A port in use ends the bot with exit code 2 and a line that names the variable."""
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        number = taken.getsockname()[1]
        bot = webhook(telegram, number)
        await bot.start()
        assert await bot.ended() == 2
    assert f"PORT {number} can't be listened on" in bot.log


async def test_a_refused_webhook_is_one_line(telegram: StandIn, port: int) -> None:
    """An address that Telegram does not take ends the bot with exit code 2; the line names the variable."""
    telegram.fail("setWebhook", 400, "Bad Request: bad webhook: failed to resolve host")
    bot = webhook(telegram, port)
    await bot.start()
    assert await bot.ended() == 2
    assert bot.log.endswith(
        "Telegram refused WEBHOOK_URL https://bot.example.org: check the settings that it is made of\n"
    )
