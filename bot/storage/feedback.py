"""What editors learn from: questions that their authors chose to share, and how many replies there were.

No row tells of anybody: a question is scrubbed before it comes here and goes by a random key that only the
button under it holds, and replies are counted by day, outcome and intent.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.storage.database import Database, DatabaseDownError, Statement

KEPT_DAYS = 90
"""For how long, at most."""
MOST = 10_000
"""Questions that are kept; no more are taken until others have gone."""

_SHARE = """
    INSERT INTO shared (key, day, question) SELECT ?, ?, ? WHERE (SELECT count(*) FROM shared) < ?
    ON CONFLICT (key) DO UPDATE SET question = excluded.question RETURNING key
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


class Feedback:
    """What is kept for editors, for 90 days at most. What can't be kept is logged, and answering goes on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def share(self, key: str, question: str) -> bool:
        """Keep a question by its key; say whether that was done."""
        try:
            await self._database.write(*_outdated())
            return bool(await self._database.read(_SHARE, key, _day(), question, MOST))
        except DatabaseDownError:
            return False

    async def withdraw(self, key: str) -> bool:
        """Delete the question of a key, if there is one; say whether there is none now."""
        return await self._write(("DELETE FROM shared WHERE key = ?", (key,)))

    async def questions(self) -> Sequence[str]:
        """Return all questions that are kept.

        Raises:
            DatabaseDownError: if nobody can tell.
        """
        await self._database.write(*_outdated())
        rows = await self._database.read("SELECT question FROM shared ORDER BY question")
        return [question for (question,) in rows]

    async def count(self, replies: Mapping[tuple[str, str], int]) -> bool:
        """Add to the replies of today, by outcome and intent, and delete all that is too old."""
        return await self._write(
            *((_COUNT, (_day(), *what, number)) for what, number in sorted(replies.items()))
        )

    async def counts(self) -> Sequence[Count]:
        """Return how many replies there were, by day.

        Raises:
            DatabaseDownError: if nobody can tell.
        """
        rows = await self._database.read("SELECT * FROM counts ORDER BY day, outcome, intent")
        return [Count(*row) for row in rows]

    async def _write(self, *statements: Statement) -> bool:
        try:
            await self._database.write(*statements, *_outdated())
        except DatabaseDownError:
            return False
        return True


def _outdated() -> list[Statement]:
    """Return what deletes all that is too old."""
    last = (_day(KEPT_DAYS),)
    return [("DELETE FROM shared WHERE day <= ?", last), ("DELETE FROM counts WHERE day <= ?", last)]


def _day(ago: int = 0) -> str:
    """Return the date of today, or of so many days ago, as in 2026-11-29 (UTC)."""
    return (datetime.now(UTC) - timedelta(ago)).date().isoformat()
