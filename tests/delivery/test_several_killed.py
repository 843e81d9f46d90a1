"""Several processes on one PostgreSQL, killed: proofs that take long, and nginx."""

import asyncio
import os
import signal
import time

import psycopg
import pytest

from tests.delivery.asking import ask
from tests.process import BotProcess
from tools.load.nginx import NGINX
from tools.load.several import crash_the_database, kill_some, report
from tools.standin import StandIn

QUESTIONS, KILLS = 10_000, 10
LONGEST_TAKEOVER = 30.0
IN_CI = "CI" in os.environ  # noqa: TID251 - it is about the machine that runs the tests


@pytest.mark.skipif(not NGINX and not IN_CI, reason="nginx is not installed: three behind it are not shown")
async def test_three_behind_nginx_lose_nothing_when_killed(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten kills of one of three under load: all is answered, in order, one at a kill twice at most."""
    result = await kill_some(QUESTIONS, KILLS, seed=12, say=lambda _: None)
    with capsys.disabled():
        print(f"\n{report(result)}")  # noqa: T201 - what `make proofs` shows
    assert result.holds, report(result)


@pytest.mark.skipif(not NGINX and not IN_CI, reason="nginx is not installed: three behind it are not shown")
async def test_a_database_that_crashes_under_load_holds_up_nobody() -> None:
    """Gone for three seconds: answers go on, in order, and without a kill none comes twice."""
    outcome, meanwhile = await crash_the_database(900, seconds=3.0)
    assert outcome.loses_nothing, outcome
    assert outcome.duplicates == 0
    assert meanwhile > 3 * 30 / 2


async def have_looked(database_url: str, copies: int) -> None:
    """Wait until so many copies have asked whether they lead: each does it by a connection of its own."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle' AND query LIKE 'SELECT pg_try_adv%'"
    async with (
        asyncio.timeout(LONGEST_TAKEOVER),
        await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection,
    ):
        while (await (await connection.execute(asked)).fetchone() or (0,))[0] < copies:
            await asyncio.sleep(0.1)


async def test_a_copy_takes_over_from_one_that_is_killed(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It polls within half a minute, and answers what was asked meanwhile, once."""
    settings = {"DATABASE_URL": database_url}
    async with StandIn(patience=LONGEST_TAKEOVER) as telegram:
        async with BotProcess(telegram, **settings) as first:
            await telegram.client(user_id=1).say("what causes b12 deficiency")
            second = BotProcess(telegram, **settings)
            await second.start()
            await have_looked(database_url, copies=2)
            await first.stop(signal.SIGKILL)
            first.is_over = True
        killed = time.monotonic()
        clients = [telegram.client(user_id=10 + number) for number in range(3)]
        for client in clients:
            await ask(client)
        for client in clients:
            await client.until_sent(1)
        took = time.monotonic() - killed
        assert took < LONGEST_TAKEOVER
        await telegram.quiet()
        assert await second.stop() == 0
    assert [len(client.messages) for client in clients] == [1] * 3
    assert "stands by" in second.log
    with capsys.disabled():
        print(f"\nthe other copy had answered {took:.1f} s after the kill")  # noqa: T201 - as above
