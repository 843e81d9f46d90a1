"""Machines that vanish, as with a pulled cable: nobody hangs up, nobody answers, and nobody is told."""

import asyncio
import contextlib
import shutil
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bots import running
from tests.delivery.asking import CAUSES, ask
from tests.delivery.relay import Relay
from tests.delivery.test_several_killed import LONGEST_TAKEOVER, have_looked
from tests.process import BotProcess
from tools.ports import free_port
from tools.postgres import PostgresServer
from tools.standin import StandIn


@contextlib.asynccontextmanager
async def behind_a_relay() -> AsyncIterator[tuple[str, str, Relay]]:
    """The address of a database, the same by a relay, and that."""
    folder, port = Path(tempfile.mkdtemp(prefix="b12bot-pg-")), free_port()
    folder.chmod(0o755)
    server = PostgresServer(folder / "pg", port)
    await asyncio.to_thread(server.create)
    try:
        async with server.database() as url, Relay(port) as relay:
            name = url.partition("?")[0].rpartition("/")[2]
            yield url, f"postgresql://postgres@127.0.0.1:{relay.port}/{name}", relay
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(folder, ignore_errors=True)


async def test_a_copy_takes_over_from_one_whose_machine_vanished(capsys: pytest.CaptureFixture[str]) -> None:
    """Its connection is never closed: the database finds out that nobody is there, and frees its lock."""
    async with (
        behind_a_relay() as (url, by_relay, relay),
        StandIn(patience=LONGEST_TAKEOVER) as telegram,
        contextlib.AsyncExitStack() as in_the_end,
    ):
        async with BotProcess(telegram, DATABASE_URL=by_relay) as first:
            await telegram.client(user_id=1).say(CAUSES)
            second = BotProcess(telegram, DATABASE_URL=url)
            await second.start()
            in_the_end.callback(second.send_signal, signal.SIGKILL)
            await have_looked(url, copies=2)
            relay.vanish()
            await first.stop(signal.SIGKILL)
            first.is_over = True
        vanished = time.monotonic()
        client = telegram.client(user_id=2)
        await ask(client)
        await client.until_sent(1)
        took = time.monotonic() - vanished
        assert took < LONGEST_TAKEOVER
        await telegram.quiet()
        assert await second.stop() == 0
    assert len(client.messages) == 1
    with capsys.disabled():
        print(f"\nthe other copy had answered {took:.1f} s after the machine vanished")  # noqa: T201 - as above


async def test_while_the_databases_machine_is_gone_people_are_answered() -> None:
    """Soon, though nobody says that it is gone; and it is used again when it is back."""
    async with (
        behind_a_relay() as (_, by_relay, relay),
        StandIn() as telegram,
        running(telegram, DATABASE_URL=by_relay) as bot,
    ):
        client = telegram.client()
        await client.say(CAUSES)
        relay.vanish()
        for _ in range(3):
            assert (await client.say(CAUSES)).text
        relay.come_back()
        async with asyncio.timeout(20):
            while "can be used again" not in bot.log:
                await client.say(CAUSES)
                await asyncio.sleep(0.5)
        assert not telegram.refusals
