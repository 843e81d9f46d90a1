"""The database of one process: a SQLite file."""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.storage.database import Database, Row, Statement
from bot.storage.folder import unwritable
from bot.storage.migrations import MIGRATIONS, Part

log = logging.getLogger(__name__)

_JOURNALS = {Part.BOT: "WAL", Part.FEEDBACK: "DELETE"}
"""Without a write-ahead log, and overwritten with zeros, what was deleted stands in no file any more."""
_SETUP = """
    PRAGMA journal_mode = {journal};
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
"""


class SqliteDatabase(Database):
    """One file, written before a call returns.

    WAL without a sync survives a kill of the process, though not always a power cut. A damaged file is set
    aside for a person to look at, and an empty one begun; one with questions in it is deleted, for else they
    would be kept for ever.
    """

    is_shared = False
    errors = (sqlite3.Error,)

    def __init__(self, path: Path, part: Part = Part.BOT) -> None:
        super().__init__()
        self._path = path
        self._part = part
        self._db: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open the file.

        Raises:
            StartUpError: if it can't be written.
        """
        try:
            self._db = self._db or _opened(self._path, self._part)
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
        with self._available():
            db = self._connection
            # A statement by itself is a transaction by itself.
            with _transaction(db) if len(statements) > 1 else contextlib.nullcontext():
                for sql, values in statements:
                    db.execute(sql, values)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = _opened(self._path, self._part)
        return self._db


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    db.execute("BEGIN IMMEDIATE")
    with db:
        yield db


def _opened(path: Path, part: Part) -> sqlite3.Connection:
    try:
        return _connect(path, part)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        damaged = path.with_suffix(".damaged")
        path.replace(damaged)
        if part is Part.FEEDBACK:
            damaged.unlink()
        left = "deleted" if part is Part.FEEDBACK else f"now {damaged.name}"
        log.error("%s is damaged: it is %s, and an empty one is begun", path.name, left)  # noqa: TRY400 - one line says it
        for rest in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        return _connect(path, part)


def _connect(path: Path, part: Part) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        db.executescript(_SETUP.format(journal=_JOURNALS[part]))
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        with _transaction(db):
            (done,) = db.execute("PRAGMA user_version").fetchone()
            for of, statements in MIGRATIONS[done:]:
                for sql in statements if of is part else ():
                    db.execute(sql)
            db.execute(f"PRAGMA user_version = {max(done, len(MIGRATIONS))}")
    except sqlite3.Error:
        db.close()
        raise
    return db
