"""What editors learn from: questions that their authors chose to share, and how many replies there were.

No row tells of anybody: a question is scrubbed before it comes here and goes by a random key that only the
button under it holds, and replies are counted by day, outcome and intent.
"""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

from bot.storage.folder import unwritable
from bot.storage.sqlite import connect

log = logging.getLogger(__name__)

FILE = "feedback.sqlite3"
"""Its name in the data folder. All bots of a folder share it."""
MEMORY = Path(":memory:")
"""In place of a file: nothing outlives the process."""
KEPT_DAYS = 90
"""For how long, at most."""
MOST = 10_000
"""Questions that are kept; no more are taken until others have gone."""
FAILED = -2
"""In place of the number of rows that were changed."""

# Without a write-ahead log, and overwritten with zeros: what was deleted stands in no file any more.
_SCHEMA = """
    PRAGMA journal_mode = DELETE;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS shared (
        key TEXT PRIMARY KEY, day TEXT NOT NULL, question TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS counts (
        day TEXT, outcome TEXT, intent TEXT, replies INTEGER NOT NULL, PRIMARY KEY (day, outcome, intent)
    ) WITHOUT ROWID;
"""
_SHARE = """
    INSERT INTO shared (key, day, question) SELECT ?, ?, ? WHERE (SELECT count(*) FROM shared) < ?
    ON CONFLICT (key) DO UPDATE SET question = excluded.question
"""
_COUNT = """
    INSERT INTO counts (day, outcome, intent, replies) VALUES (?, ?, ?, ?)
    ON CONFLICT (day, outcome, intent) DO UPDATE SET replies = counts.replies + excluded.replies
"""


class Count(NamedTuple):
    """How many replies of a day (as in 2026-11-29, UTC) had an outcome; with an intent, were about it."""

    day: str
    outcome: str
    intent: str
    replies: int


class FeedbackStore(Protocol):
    """What is kept for editors, for 90 days at most. What can't be kept is logged, and answering goes on."""

    async def share(self, key: str, question: str) -> bool:
        """Keep a question by its key; say whether that was done."""

    async def withdraw(self, key: str) -> bool:
        """Delete the question of a key, if there is one; say whether there is none now."""

    async def questions(self) -> Sequence[str]:
        """Return all questions that are kept."""

    async def count(self, replies: Mapping[tuple[str, str], int]) -> None:
        """Add to the replies of today, by outcome and intent, and delete all that is too old."""

    async def counts(self) -> Sequence[Count]:
        """Return how many replies there were, by day."""

    def close(self) -> None:
        """Let go of what is open."""


class SqliteFeedback:
    """A `FeedbackStore` in one SQLite file; a damaged one is replaced by an empty one.

    Raises:
        StartUpError: when made, if the file can't be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = _opened(path)
            self._expire()
        except (sqlite3.Error, OSError) as error:
            raise unwritable(path, error) from None

    async def share(self, key: str, question: str) -> bool:
        """Keep a question by its key; say whether that was done."""
        return self._write(_SHARE, [(key, _day(), question, MOST)]) == 1

    async def withdraw(self, key: str) -> bool:
        """Delete the question of a key, if there is one; say whether there is none now."""
        return self._write("DELETE FROM shared WHERE key = ?", [(key,)]) != FAILED

    async def questions(self) -> Sequence[str]:
        """Return all questions that are kept."""
        return [question for (question,) in self._db.execute("SELECT question FROM shared ORDER BY question")]

    async def count(self, replies: Mapping[tuple[str, str], int]) -> None:
        """Add to the replies of today, by outcome and intent, and delete all that is too old."""
        self._write(_COUNT, [(_day(), *what, number) for what, number in replies.items()])

    async def counts(self) -> Sequence[Count]:
        """Return how many replies there were, by day."""
        return [Count(*row) for row in self._db.execute("SELECT * FROM counts ORDER BY day, outcome, intent")]

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> int:
        """Run a statement once a row, and delete what is too old; return the rows it changed, or FAILED."""
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                changed = self._db.executemany(statement, rows).rowcount
                self._expire()
        except sqlite3.Error as error:
            # Without a word of what it was.
            log.error("%s can't be written now (%s)", FILE, getattr(error, "sqlite_errorname", "closed"))  # noqa: TRY400 - one line says it
            return FAILED
        return changed

    def _expire(self) -> None:
        for table in ("shared", "counts"):
            self._db.execute(f"DELETE FROM {table} WHERE day <= ?", (_day(KEPT_DAYS),))  # noqa: S608 - the names stand above


def _day(ago: int = 0) -> str:
    """Return the date of today, or of so many days ago, as in 2026-11-29 (UTC)."""
    return (datetime.now(UTC) - timedelta(ago)).date().isoformat()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return connect(path, _SCHEMA)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        # Not set aside: what is in it would be kept for ever.
        log.error("%s is damaged: an empty one is begun", path.name)  # noqa: TRY400 - one line says it
        for part in ("", "-journal"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        return connect(path, _SCHEMA)
