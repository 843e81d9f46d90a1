"""What load tests are made of does what it says: loads, goals and figures."""

import asyncio

import httpx

from tools.load.bench import Figures
from tools.load.closed_loop import ClosedLoop
from tools.load.contestants import STOCK
from tools.load.figures import percentile, table
from tools.load.goals import judge
from tools.load.ledger import KNOWN
from tools.standin import StandIn


async def test_a_load_waits_for_its_replies() -> None:
    """As many as asked for, each measured; never more at once than is said."""
    async with StandIn(is_light=True) as telegram, httpx.AsyncClient() as web:
        load = ClosedLoop(telegram, list(KNOWN), people=10, at_once=3)
        asking = asyncio.create_task(load.ask(7, 5))
        bot, served, offset = f"{telegram.url}/bot{telegram.state.token}", 0, 0
        while served < 7:
            polled = await web.post(f"{bot}/getUpdates", json={"timeout": 1, "offset": offset})
            batch = polled.json()["result"]
            assert len(batch) <= 3
            for update in batch:
                chat, offset = update["message"]["chat"]["id"], update["update_id"] + 1
                await web.post(f"{bot}/sendMessage", json={"chat_id": chat, "text": "x"})
                served += 1
        await asking
    assert (load.answered, len(load.waits)) == (7, 7)


def test_goals_are_judged() -> None:
    """Each bot of ours is compared with the stock echo bot, and with the rivals that could be measured."""
    medians = {
        STOCK.name: Figures(100, 1, 1, 1.0, 60),
        "b12bot poll": Figures(200, 1, 1, 0.51, 60),
        "b12bot webhook": Figures(199, 1, 1, 0.5, 90),
        "aiogram echo, polling": Figures(150, 1, 1, 1, 1),
    }
    assert [line.split()[0] for line in judge(medians)] == [
        "reached", "missed", "reached", "reached",
        "missed", "reached", "missed",
    ]  # fmt: skip


def test_figures() -> None:
    """Percentiles and tables."""
    assert (percentile(range(100), 0.99), percentile([3.0], 0.5)) == (99, 3.0)
    assert table(("bot", "n"), [("a", 1234), ("bb", 0.5)]) == "bot      n\na    1,234\nbb    0.50"
