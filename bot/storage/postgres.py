"""The database that several processes share: PostgreSQL, by psycopg and its pool."""

import asyncio
import contextlib
import logging
import re
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from bot.errors import StartUpError
from bot.storage.batches import Batches
from bot.storage.database import Database, DatabaseDownError, Row, Statement
from bot.storage.migrations import MIGRATIONS

log = logging.getLogger(__name__)

CONNECTIONS = 2
"""In the pool, at most: one at work, one in reserve. One more holds the locks."""
PATIENCE = 2.0
"""Seconds that a statement may take, and the waiting for a connection: a person waits for the answer."""
MIGRATING = 0x62313262
"""The lock of who changes the tables."""

_OPTIONS: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 3,
    "application_name": "b12bot",
    # A server that vanished is noticed soon.
    "keepalives_idle": 10,
    "tcp_user_timeout": 5000,
}
_SETUP = (
    # A server that crashes may forget the last moment: an answer may come twice then, as after a kill.
    "SET synchronous_commit = off",
    # Locks of a machine that vanished are free within half a minute, the look of another copy included.
    "SET tcp_keepalives_idle = 8",
    "SET tcp_keepalives_interval = 4",
    "SET tcp_keepalives_count = 3",
)
_WRONG = re.compile(
    "authentication|does not exist|pg_hba|resolve host|translate host|no password", re.IGNORECASE
)
"""Why a connection fails that no waiting mends."""

T = TypeVar("T")
Connection = psycopg.AsyncConnection[Row]


class PostgresDatabase(Database):
    """Statements go by a pool. Locks are advisory ones of one connection's session: they end with it."""

    is_shared = True
    errors = (psycopg.Error, PoolTimeout, TimeoutError, OSError)

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._pool = AsyncConnectionPool(
            url,
            kwargs=_OPTIONS,
            min_size=1,
            max_size=CONNECTIONS,
            open=False,
            timeout=PATIENCE,
            reconnect_timeout=PATIENCE,
            configure=_configure,
            name="b12bot",
        )
        self._statements = Batches(self._carry_out)
        self._locks: Connection | None = None
        self._locking = Batches(partial(self._of_locks, "pg_try_advisory_lock"))
        self._unlocking = Batches(partial(self._of_locks, "pg_advisory_unlock"))
        self._connecting = asyncio.Lock()
        self._is_migrated = False
        self._late: set[asyncio.Task[Any]] = set()

    async def open(self) -> None:
        """Connect; a server that is down is waited for while the bot answers.

        Raises:
            StartUpError: if the address, the name or the password is wrong, or the tables can't be made.
        """
        with contextlib.suppress(DatabaseDownError), self._available():
            try:
                await self._within(self._migrate())
            except psycopg.OperationalError as error:
                if _WRONG.search(str(error)):
                    raise _unusable("its server does not let this bot in, or is not found") from None
                raise
            except psycopg.Error as error:
                raise _unusable(
                    f"it can't be opened, or its tables not made ({type(error).__name__})"
                ) from None
        await self._pool.open()

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.close(timeout=PATIENCE)
        await self._drop_locks()

    async def read(self, sql: str, *values: Any) -> list[Row]:  # noqa: ANN401 - what columns hold
        """Return the rows that a statement finds."""
        with self._available():
            return await self._statements([(sql, values)])

    async def write(self, *statements: Statement) -> None:
        """Carry out statements, all or none."""
        if statements:
            with self._available():
                await self._statements(statements)

    async def lock(self, key: int) -> bool:
        """Take a lock, which ends with this process at the latest; say whether no other process has it."""
        with self._available():
            return await self._locking(key)

    async def unlock(self, key: int) -> None:
        """Let go of a lock. If that can't be done, its connection ends, and it with that."""
        with contextlib.suppress(DatabaseDownError), self._available():
            await self._unlocking(key)

    async def _carry_out(self, batch: Sequence[Sequence[Statement]]) -> list[list[Row]]:
        """Carry out the statements of all that ask, in one transaction; return what each one's last finds."""

        async def by_the_pool() -> list[list[Row]]:
            await self._migrate()
            async with self._pool.connection() as connection, connection.pipeline() as pipeline:
                cursors = [
                    [await connection.execute(_in_psycopg(sql), values) for sql, values in statements]
                    for statements in batch
                ]
                await pipeline.sync()
                return [await last.fetchall() if last.description else [] for *_, last in cursors]

        try:
            return await self._within(by_the_pool())
        except psycopg.OperationalError:
            # After a restart of the server the pool's other connections are as dead.
            self._soon(self._pool.check())
            raise

    async def _of_locks(self, function: str, keys: Sequence[int]) -> list[bool]:
        """Call a function of advisory locks with each key."""
        keyed = "FROM unnest(%s::bigint[]) WITH ORDINALITY AS given(key, place) ORDER BY place"
        sql = f"SELECT {function}(key) {keyed}"

        async def carry_out() -> list[bool]:
            async with self._connecting:
                if self._locks is None:
                    await self._migrate()
                    self._locks = await self._connect()
            rows = await (await self._locks.execute(_in_psycopg(sql), (list(keys),))).fetchall()
            return [bool(found) for (found,) in rows]

        try:
            return await self._within(carry_out())
        except self.errors:
            await self._drop_locks()
            raise

    async def _drop_locks(self) -> None:
        if lost := self._locks:
            self._locks = None
            await lost.close()

    async def _migrate(self) -> None:
        """Bring the tables up to date, once; of processes that start together one does it."""
        if self._is_migrated:
            return
        async with await self._connect() as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATING,))
            await connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
            row = await (
                await connection.execute("SELECT coalesce(max(number), 0) FROM migrations")
            ).fetchone()
            done = row[0] if row else 0
            for number, (_, statements) in enumerate(MIGRATIONS[done:], done + 1):
                for sql in statements:
                    await connection.execute(_in_psycopg(sql))
                await connection.execute("INSERT INTO migrations VALUES (%s)", (number,))
        self._is_migrated = True

    async def _connect(self) -> Connection:
        connection = await psycopg.AsyncConnection.connect(self._url, **_OPTIONS)
        await _configure(connection)
        return connection

    async def _within(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for work, for a while; what hangs is not waited for, not even for its being cancelled."""
        task = self._soon(work)
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done:
            task.cancel()
            raise TimeoutError
        return task.result()

    def _soon(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()  # it is heard of, by who waits


async def _configure(connection: Connection) -> None:
    await connection.execute("; ".join(_SETUP))


def _in_psycopg(sql: str) -> Any:  # noqa: ANN401 - psycopg has only literal strings pass: all of ours are
    return sql.replace("?", "%s")


def _unusable(why: str) -> StartUpError:
    return StartUpError(
        f"DATABASE_URL: this database can't be used: {why}. Mend the address, or leave it out for a file"
    )
