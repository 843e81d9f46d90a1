"""What is kept of updates, so that a hard kill makes the next process lose none and answer none twice.

Of one that was answered a number remains that says nothing about anybody. One that waits for a slow chat is
*put aside*, sealed, so that Telegram can be told to go on.
"""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from bot.storage.folder import unwritable
from bot.storage.sqlite import connect

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Answered updates that are remembered, the newest."""
OUTDATED_SECONDS = 24 * 3600
"""After so long Telegram does not repeat an update, and may use its number again."""
PRUNE_EVERY = 1_000
"""Answers after which older ones are removed."""

_SCHEMA = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS answered (
        place INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS aside (number INTEGER PRIMARY KEY, sealed BLOB NOT NULL);
"""


class UpdateStore(Protocol):
    """What the incoming side keeps. None of it raises: where nothing can be kept, answering goes on."""

    async def was_answered(self, key: int) -> bool:
        """Say whether the update of this key was answered."""

    async def mark_answered(self, key: int, number: int) -> None:
        """Remember that an update was answered, and forget, with that, what was put aside of it."""

    async def put_aside(self, updates: Mapping[int, bytes]) -> bool:
        """Keep sealed updates, by number, all or none; say whether they are safe from a hard kill."""

    async def aside(self) -> Mapping[int, bytes]:
        """Return what was put aside and not answered, in Telegram's order."""

    async def drop_aside(self, number: int) -> None:
        """Forget an update that was put aside."""

    def close(self) -> None:
        """Let go of what is open."""


class SqliteUpdates:
    """An `UpdateStore` in one SQLite file.

    Every call writes before it returns: WAL without a sync survives a kill of the process, though not always
    a power cut. A file that is damaged is set aside for a person to look at, and an empty one begun.

    Raises:
        StartUpError: when made, if the file can't be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = _opened(path)
        except (sqlite3.OperationalError, OSError) as error:
            raise unwritable(path, error) from None
        self._is_kept = True
        self._marked = 0
        with self._kept():
            self._prune()

    async def was_answered(self, key: int) -> bool:
        """Say whether the update of this key was answered."""
        found = None
        with self._kept():
            found = self._db.execute("SELECT 1 FROM answered WHERE key = ?", (key,)).fetchone()
        return found is not None

    async def mark_answered(self, key: int, number: int) -> None:
        """Remember that an update was answered, and forget, with that, what was put aside of it."""
        self._marked += 1
        with self._kept(), self._transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO answered (key, at) VALUES (?, ?)", (key, int(time.time()))
            )
            self._db.execute("DELETE FROM aside WHERE number = ?", (number,))
            if self._marked % PRUNE_EVERY == 0:
                self._prune()

    async def put_aside(self, updates: Mapping[int, bytes]) -> bool:
        """Keep sealed updates, by number, all or none; say whether they are safe from a hard kill."""
        with self._kept(), self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO aside VALUES (?, ?)", updates.items())
        return self._is_kept

    async def aside(self) -> Mapping[int, bytes]:
        """Return what was put aside and not answered, in Telegram's order."""
        rows: list[tuple[int, bytes]] = []
        with self._kept():
            rows = self._db.execute("SELECT number, sealed FROM aside ORDER BY number").fetchall()
        return dict(rows)

    async def drop_aside(self, number: int) -> None:
        """Forget an update that was put aside."""
        with self._kept():
            self._db.execute("DELETE FROM aside WHERE number = ?", (number,))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _prune(self) -> None:
        self._db.execute(
            "DELETE FROM answered WHERE at < ? OR place <= (SELECT max(place) FROM answered) - ?",
            (time.time() - OUTDATED_SECONDS, REMEMBERED),
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            yield

    @contextlib.contextmanager
    def _kept(self) -> Iterator[None]:
        """Go on in memory if the disk fails: then only a kill may make answers come twice."""
        try:
            yield
        except sqlite3.Error as error:
            kind = getattr(error, "sqlite_errorname", type(error).__name__)
            log.error("what was answered can't be written down any more (%s), remembering it in memory", kind)  # noqa: TRY400 - one line says it
            self._is_kept = False
            self._db.close()
            self._db = _opened(Path(":memory:"))


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return connect(path, _SCHEMA)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        damaged = path.with_suffix(".damaged")
        log.error("%s is damaged: it is now %s, and an empty one is begun", path.name, damaged.name)  # noqa: TRY400 - one line says it
        path.replace(damaged)
        for part in ("-wal", "-shm"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        return connect(path, _SCHEMA)
