"""Several processes behind nginx on one PostgreSQL: killed under load, and how much more of them do.

People ask three questions in one breath. Again and again one of the processes is killed, and started anew;
the others go on. Every question must have got its reply, each in order, and within the limits that the bot
has by default no kill may double more than one.
"""

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

from tools.load.bench import PATIENCE
from tools.load.closed_loop import ClosedLoop, golden_questions
from tools.load.contestants import Contestant, ours
from tools.load.figures import percentile, table
from tools.load.ledger import Ledger, Outcome
from tools.load.nginx import balanced
from tools.load.people import finish, keep_asking
from tools.load.running import Running
from tools.ports import free_port
from tools.postgres import PostgresServer, shared_server
from tools.standin import StandIn

PROCESSES = 3
BACKLOG = 60
"""Questions that wait for a reply at any time, at least."""


class TimedLedger(Ledger):
    """Also knows how long people waited for their first reply to each question, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._since: dict[int, list[float]] = {}
        self.waits: list[float] = []

    def ask(self, person: int, text: str) -> None:
        """A person asks."""
        super().ask(person, text)
        self._since.setdefault(person, []).append(perf_counter())

    def heard(self, person: int, text: str) -> None:
        """A person reads a text; replies come in the order of the questions, or are counted as a fault."""
        before = self.answered
        super().heard(person, text)
        if self.answered > before:
            self.waits.append(perf_counter() - self._since[person].pop(0))


@dataclass(frozen=True)
class Killed:
    """What came of it."""

    kills: int
    outcome: Outcome
    waits: list[float]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, nor out of order, and no kill doubled more than one reply."""
        return self.outcome.loses_nothing and self.outcome.duplicates <= self.kills


@dataclass
class Fleet:
    """Processes of one bot, each on a port of its own."""

    bot: Contestant
    telegram: StandIn
    ports: Sequence[int]
    up: dict[int, contextlib.AsyncExitStack] = field(default_factory=dict)
    processes: dict[int, Running] = field(default_factory=dict)

    async def start(self, port: int) -> None:
        """Start the one on this port, and wait until it is up."""
        self.up[port] = contextlib.AsyncExitStack()
        self.processes[port] = await self.up[port].enter_async_context(self.bot.up(self.telegram, port))

    async def kill(self, port: int) -> None:
        """Kill it."""
        await self.up.pop(port).aclose()
        self.processes.pop(port, None)

    async def stop_all_but_one(self) -> Running:
        """Ask all to end but the last, which is returned."""
        *others, last = self.ports
        for port in others:
            if await self.processes[port].end(signal.SIGTERM):
                raise RuntimeError(self.processes[port].log)
        return self.processes[last]


@contextlib.asynccontextmanager
async def fleet(
    count: int, *, is_wide: bool, is_light: bool = False, database_url: str = ""
) -> AsyncIterator[Fleet]:
    """So many processes behind nginx, up."""
    ports = [free_port() for _ in range(count)]
    async with contextlib.AsyncExitStack() as until_the_end:
        port = await until_the_end.enter_async_context(balanced(ports))
        target = f"http://127.0.0.1:{port}"
        telegram = await until_the_end.enter_async_context(StandIn(webhook_target=target, is_light=is_light))
        settings = {"DATABASE_URL": database_url} if database_url else {}
        bots = Fleet(ours("webhook", is_wide=is_wide, **settings), telegram, ports)
        try:
            for port in ports:
                await bots.start(port)
            yield bots
        finally:
            for port in list(bots.up):
                await bots.kill(port)


@contextlib.asynccontextmanager
async def database() -> AsyncIterator[tuple[PostgresServer, str]]:
    """A PostgreSQL of its own, and the address of a database in it."""
    with tempfile.TemporaryDirectory() as folder, shared_server(Path(folder)) as server:
        async with server.database() as url:
            yield server, url


async def kill_some(questions: int, kills: int, seed: int, say: Callable[[str], None]) -> Killed:
    """Kill one of three so often while so many questions are asked."""
    random, ledger = Random(seed), TimedLedger()  # noqa: S311 - moments, not secrets
    async with database() as (_, url), fleet(PROCESSES, is_wide=False, database_url=url) as bots:
        bots.telegram.state.listeners.append(ledger.listen)
        asking = asyncio.create_task(keep_asking(bots.telegram, ledger, BACKLOG, questions))
        for number in range(kills):
            due = questions * (number + random.random()) / kills
            while ledger.answered < due and not asking.done():
                await asyncio.sleep(0.02)
            port = random.choice(bots.ports)
            ledger.life += 1
            await bots.kill(port)
            await asyncio.sleep(random.uniform(0, 0.5))
            await bots.start(port)
            say(f"{number + 1} kills, {ledger.answered:,} answered")
        await ledger.settle(PATIENCE, lambda: asking.done() and not ledger.open)
        last = await bots.stop_all_but_one()
        return Killed(kills, await finish(bots.telegram, ledger, last, asking.done), ledger.waits)


async def crash_the_database(questions: int, seconds: float) -> tuple[Outcome, int]:
    """Have PostgreSQL crash for so long while questions are asked; also return what was answered then."""
    ledger = TimedLedger()
    async with database() as (server, url), fleet(PROCESSES, is_wide=False, database_url=url) as bots:
        bots.telegram.state.listeners.append(ledger.listen)
        asking = asyncio.create_task(keep_asking(bots.telegram, ledger, BACKLOG, questions))
        while ledger.answered < questions / 3:
            await asyncio.sleep(0.02)
        await asyncio.to_thread(server.stop)
        before = ledger.answered
        await asyncio.sleep(seconds)
        meanwhile = ledger.answered - before
        await asyncio.to_thread(server.start)
        await ledger.settle(PATIENCE, lambda: asking.done() and not ledger.open)
        last = await bots.stop_all_but_one()
        return await finish(bots.telegram, ledger, last, asking.done), meanwhile


def report(one: Killed) -> str:
    """The table of the kills."""
    outcome = one.outcome
    head = (
        "processes", "kills", "asked", "answered", "lost", "twice", "out of order", "strays", "refused",
        "exit code", "p50 ms", "p99 ms",
    )  # fmt: skip
    waits = (percentile(one.waits, part) * 1000 for part in (0.5, 0.99))
    lost = outcome.asked - outcome.answered
    row = (PROCESSES, one.kills, outcome.asked, outcome.answered, lost, outcome.duplicates)
    others = (outcome.out_of_order, outcome.strays, outcome.refused, outcome.exit_code)
    return table(head, [(*row, *others, *waits)])


async def scale(questions: int, say: Callable[[str], None]) -> str:
    """Return a table of updates a second: one process with SQLite, then one, two, three on one PostgreSQL."""
    rows: list[tuple[str, float, float]] = []
    async with database() as (_, url):
        for count, database_url in ((1, ""), (1, url), (2, url), (3, url)):
            name = f"{count}, {'PostgreSQL' if database_url else 'SQLite'}"
            async with fleet(count, is_wide=True, is_light=True, database_url=database_url) as bots:
                load = ClosedLoop(bots.telegram, golden_questions())
                await load.ask(questions, PATIENCE)
                before = sum(one.cpu for one in bots.processes.values())
                seconds = await load.ask(questions, PATIENCE)
                cpu = sum(one.cpu for one in bots.processes.values()) - before
            rows.append((name, questions / seconds, cpu / questions * 1000))
            say(f"{name}: {rows[-1][1]:,.0f} updates/s")
    first, rate, cpu = rows[0]
    head = ("processes", "updates/s", "CPU s/1k", "x updates/s", "x CPU")
    compared = [(name, *figures, figures[0] / rate, figures[1] / cpu) for name, *figures in rows]
    cores = len(os.sched_getaffinity(0))
    return f"{table(head, compared)}\n\nx: times what {first} has, with {cores} cores for everything"
