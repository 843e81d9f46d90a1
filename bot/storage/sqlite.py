"""The database of one process: a SQLite file."""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.storage.database import Database, Row, Statement
from bot.storage.folder import unwritable
from bot.storage.migrations import MIGRATIONS

log = logging.getLogger(__name__)

_SETUP = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
"""


class SqliteDatabase(Database):
    """One file, written before a call returns.

    WAL without a sync survives a kill of the process, though not always a power cut. A damaged file is set
    aside for a person to look at, and an empty one begun.
    """

    is_shared = False
    errors = (sqlite3.Error,)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._db: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open the file.

        Raises:
            StartUpError: if it can't be written.
        """
        try:
            self._db = _opened(self._path)
        except (sqlite3.OperationalError, OSError) as error:
            raise unwritable(self._path, error) from None

    async def close(self) -> None:
        """Close the file."""
        if self._db:
            self._db.close()

    async def read(self, sql: str, *values: Any) -> list[Row]:  # noqa: ANN401 - what columns hold
        """Return the rows that a statement finds."""
        with self._available():
            return self._connection.execute(sql, values).fetchall()

    async def write(self, *statements: Statement) -> None:
        """Carry out statements, all or none."""
        with self._available(), _transaction(self._connection) as db:
            for sql, values in statements:
                db.execute(sql, values)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise sqlite3.ProgrammingError("not opened")
        return self._db


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    db.execute("BEGIN IMMEDIATE")
    with db:
        yield db


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        damaged = path.with_suffix(".damaged")
        log.error("%s is damaged: it is now %s, and an empty one is begun", path.name, damaged.name)  # noqa: TRY400 - one line says it
        path.replace(damaged)
        for part in ("-wal", "-shm"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        db.executescript(_SETUP)
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        with _transaction(db):
            (done,) = db.execute("PRAGMA user_version").fetchone()
            for statements in MIGRATIONS[done:]:
                for sql in statements:
                    db.execute(sql)
            db.execute(f"PRAGMA user_version = {max(done, len(MIGRATIONS))}")
    except sqlite3.Error:
        db.close()
        raise
    return db
