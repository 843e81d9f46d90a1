"""Thumbs, counted by intent and day. Never whose."""

import time
from collections.abc import Iterable

from bot.storage.database import Database

_ADD = (
    "INSERT INTO votes (day, intent, vote, count) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (day, intent, vote) DO UPDATE SET count = votes.count + excluded.count"
)


class VoteCounts:
    """Adds up what people thought of answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Count, all or none, thumbs by intent: `up` or `down`, and 1, or -1 for one taken back.

        Raises:
            DatabaseDownError: if it can't be counted now.
        """
        day = time.strftime("%Y-%m-%d", time.gmtime())
        await self._database.write(*((_ADD, (day, *change)) for change in changes))
