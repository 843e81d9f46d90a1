"""The bot against a real HTTP server that speaks the Bot API: webhook."""

import asyncio
import socket

import httpx

from bot.conversation import Conversation
from tests.bots import HEADER, QUICK, SECRET, Bot, both, running
from tools.standin import StandIn


async def test_questions_and_taps_are_answered(conversation: Conversation) -> None:
    """The same conversation as by polling; a tap is answered, and nothing is refused."""
    async with both("webhook") as (telegram, _):
        client = telegram.client()
        question = "does a b12 shot help me loose weight"
        message = await client.say(question)
        assert message.text == conversation.reply_to(question).text
        assert (await client.press("Treatment")).text == conversation.tap("treatment").text
        assert not telegram.refusals


async def test_only_telegram_is_heard(telegram: StandIn, port: int) -> None:
    """No secret or a wrong one gets 403 with an empty body; other paths and methods, 404 and 405."""
    url = f"http://127.0.0.1:{port}/telegram"
    async with running(telegram, "webhook", PORT=str(port)), httpx.AsyncClient() as web:
        right = {HEADER: SECRET}
        answers = [
            await web.post(url, json={"update_id": 1}),
            await web.post(url, json={"update_id": 1}, headers={HEADER: "wrong"}),
            await web.post(url, json={"update_id": 1}, headers=right),
            await web.post(url, content=b"{", headers=right),
            await web.post(url, content=b"[" * 100_000, headers=right),
            await web.post(url, content=b"x" * (2**20 + 1), headers=right),
            await web.get(url, headers=right),
            await web.post(url + "/x", headers=right),
        ]
    assert [answer.status_code for answer in answers] == [403, 403, 200, 400, 400, 413, 405, 404]
    assert all(answer.content == b"" for answer in answers[:6])


async def test_the_path_of_the_address_is_kept(conversation: Conversation) -> None:
    """Behind a proxy the bot may live below a path."""
    async with both("webhook", WEBHOOK_URL="https://bot.example.org/b12") as (telegram, _):
        message = await telegram.client().say("/causes")
        assert message.text == conversation.tap("causes").text


async def test_a_taken_port_is_one_line(telegram: StandIn) -> None:
    """A port in use ends the bot with exit code 2 and a line that names the variable."""
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        number = taken.getsockname()[1]
        bot = Bot(telegram, "webhook", PORT=str(number))
        bot.begin()
        assert await bot.ended() == 2
    assert f"PORT {number} can't be listened on" in bot.log


async def test_a_refused_webhook_is_one_line(telegram: StandIn) -> None:
    """An address that Telegram does not take ends the bot with exit code 2; the line names the variable."""
    telegram.fail("setWebhook", 400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved")
    bot = Bot(telegram, "webhook")
    bot.begin()
    assert await bot.ended() == 2
    assert bot.log.endswith(
        "Telegram refused WEBHOOK_URL https://bot.example.org. "
        "Telegram says: Bad webhook: ip address 10.0.0.1 is reserved\n"
    )


async def test_a_webhook_that_is_refused_in_passing_is_set_again(telegram: StandIn) -> None:
    """The name of a new deployment is not known everywhere at once."""
    telegram.fail(
        "setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host: Name or service", times=2
    )
    async with running(telegram, "webhook", timing=QUICK) as bot:
        while not telegram.state.webhook:
            await asyncio.sleep(0.01)
    assert bot.log.count("Telegram says: ") == 2
