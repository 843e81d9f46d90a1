"""Health, readiness and metrics, and the watchdog that ends the bot."""

import asyncio

import pytest

from bot.operations.timing import Timing
from tests.bots import QUICK, Bot, running
from tools.ports import free_port, get
from tools.standin import StandIn


def series(text: str, name: str) -> dict[str, float]:
    """The values of a metric by their labels, as Prometheus reads them."""
    lines = [line.rpartition(" ") for line in text.splitlines() if line.startswith(name)]
    return {labels.removeprefix(name): float(value) for labels, _, value in lines}


async def test_metrics_tell_what_happened_and_nothing_of_anybody(telegram: StandIn) -> None:
    """Replies by outcome and intent, times, what is in hand, errors by class; no text, no id, no name."""
    port = free_port()
    client = telegram.client(user_id=987_654_321, name="Canaria")
    async with running(telegram, timing=QUICK, METRICS_PORT=str(port)):
        await client.say("what causes b12 deficiency")
        telegram.fail("sendMessage", 502, "Bad Gateway")
        await client.say("canary-7171")
        telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await client.send_update({"message": client.message(text="thanks")})
        await client.send_update({"message": {"text": "canary-7272", "chat": 17}})
        await client.say("hello")
        text = (await get(f"http://127.0.0.1:{port}/metrics")).text
    assert series(text, "b12bot_replies_total") == {
        '{intent="causes",outcome="answer"}': 1,
        '{intent="none",outcome="fallback"}': 1,
        '{intent="greeting",outcome="smalltalk"}': 1,
    }
    assert series(text, "b12bot_api_errors_total") == {
        '{error="NetworkError",method="sendMessage"}': 1,
        '{error="Forbidden",method="sendMessage"}': 1,
    }
    assert series(text, "b12bot_dropped_total") == {"": 1}
    assert series(text, "b12bot_updates_total")['{result="unreadable"}'] == 1
    assert series(text, "b12bot_answer_seconds_count")[""] >= 3
    assert series(text, "b12bot_seconds_since_poll")[""] < 30
    assert "b12bot_in_hand" in {line.split(" ")[0] for line in text.splitlines()}
    for canary in ("canary", "987654321", "Canaria", telegram.state.token):
        assert canary not in text


async def test_a_poll_that_hangs_turns_health_red_and_then_ends_the_process(telegram: StandIn) -> None:
    """Telegram that answers no poll, without an error, is noticed; the exit code tells the supervisor."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    timing = Timing(unhealthy=1.0, stalled=2.0)
    async with running(telegram, timing=timing, METRICS_PORT=str(port)) as bot:
        await telegram.client().say("hello")
        telegram.hang("getUpdates", times=100)
        assert (await get(f"{url}/healthz", until=200)).text == "ok\n"
        await get(f"{url}/healthz", until=503)
        assert (await get(f"{url}/readyz")).status_code == 503
        assert await bot.ended() == 4
    assert bot.log.splitlines()[-1].startswith("Telegram has not answered for 2 s: ending")


async def test_it_is_not_ready_before_telegram_answers_and_healthy_nevertheless(telegram: StandIn) -> None:
    """Waiting for Telegram at the start is no reason to be restarted."""
    port = free_port()
    telegram.fail("getMe", 502, "Bad Gateway", times=1)
    async with running(telegram, timing=QUICK, METRICS_PORT=str(port)):
        assert (await get(f"http://127.0.0.1:{port}/readyz", until=200)).text == "ok\n"
    telegram.fail("getMe", 502, "Bad Gateway", times=1000)
    bot = Bot(telegram, METRICS_PORT=str(port))
    bot.begin()
    assert (await get(f"http://127.0.0.1:{port}/healthz")).status_code == 200
    assert (await get(f"http://127.0.0.1:{port}/readyz")).status_code == 503
    assert await bot.stop() == 0


@pytest.mark.parametrize("apart", [False, True])
async def test_by_webhook_they_are_on_its_port_or_on_one_of_their_own(
    telegram: StandIn, *, apart: bool
) -> None:
    """With METRICS_PORT nothing but Telegram is answered on the public port."""
    port, own = free_port(), free_port()
    shown_on = str(own) if apart else ""
    async with running(telegram, "webhook", PORT=str(port), METRICS_PORT=shown_on):
        shown = f"http://127.0.0.1:{own if apart else port}"
        for page in ("healthz", "readyz", "metrics"):
            assert (await get(f"{shown}/{page}")).status_code == 200
        if apart:
            assert (await get(f"http://127.0.0.1:{port}/metrics")).status_code == 404


async def test_a_taken_metrics_port_is_one_line(telegram: StandIn) -> None:
    """It names the variable, and the process ends with exit code 2."""
    server = await asyncio.start_server(lambda *_: None, "0.0.0.0", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        bot = Bot(telegram, METRICS_PORT=str(port))
        bot.begin()
        assert await bot.ended() == 2
    assert f"METRICS_PORT {port} can't be listened on" in bot.log
