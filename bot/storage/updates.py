"""What is kept of updates, so that a hard kill makes the next process lose none and answer none twice.

Of one that was answered a number remains that says nothing about anybody. One that waits for a slow chat is
*put aside*, sealed, so that Telegram can be told to go on.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from bot.storage.database import Database, DatabaseDownError, Statement
from bot.storage.sealing import Seal

REMEMBERED = 100_000
"""Answered updates that are remembered, the newest."""
OUTDATED_SECONDS = 24 * 3600
"""After so long Telegram does not repeat an update, and may use its number again."""
PRUNE_EVERY = 1_000
"""Answers after which older ones are removed."""
AT_ONCE = 100
"""What was answered while the database was down, and is written down with each later answer."""

_MARK = "INSERT INTO answered (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING"
_PRUNE = (
    "DELETE FROM answered WHERE at < ? OR at <= (SELECT at FROM answered ORDER BY at DESC LIMIT 1 OFFSET ?)"
)
_PUT_ASIDE = (
    "INSERT INTO aside (number, sealed) VALUES (?, ?) "
    "ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed"
)
_DROP_ASIDE = "DELETE FROM aside WHERE number = ?"


class Updates:
    """What the incoming side keeps. None of it raises: where nothing can be kept, answering goes on."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        self._unwritten: dict[int, int] = {}
        """What was answered while the database was down, and when."""
        self._aside: set[int] = set()
        self._marked = 0

    async def was_answered(self, key: int) -> bool:
        """Say whether the update of this key was answered."""
        if key in self._unwritten:
            return True
        try:
            return bool(await self._database.read("SELECT 1 FROM answered WHERE key = ?", key))
        except DatabaseDownError:
            return False

    async def mark_answered(self, key: int, number: int, also: Iterable[Statement] = ()) -> bool:
        """Remember that an update was answered, and forget what was put aside of it; say if that is kept.

        `also` is written together with it.

        What is not kept is remembered by this process alone, until it can be.
        """
        backlog = [self._unwritten.popitem() for _ in range(min(AT_ONCE, len(self._unwritten)))]
        marks = [*reversed(backlog), (key, time.time_ns() // 1000)]
        statements: list[Statement] = [*also, *((_MARK, mark) for mark in marks)]
        if number in self._aside:
            statements.append((_DROP_ASIDE, (number,)))
        if self._marked % PRUNE_EVERY == 0:
            outdated = time.time_ns() // 1000 - OUTDATED_SECONDS * 1_000_000
            statements.append((_PRUNE, (outdated, REMEMBERED)))
        self._marked += 1
        try:
            await self._database.write(*statements)
        except DatabaseDownError:
            self._unwritten.update(marks)
            if len(self._unwritten) > REMEMBERED:
                self._unwritten.pop(next(iter(self._unwritten)))
            return False
        self._aside.discard(number)
        return True

    async def put_aside(self, updates: Mapping[int, dict[str, Any]]) -> bool:
        """Keep updates, by number, all or none; say whether they are safe from a hard kill."""
        try:
            await self._database.write(
                *((_PUT_ASIDE, (number, self._seal.close(item))) for number, item in updates.items())
            )
        except DatabaseDownError:
            return False
        self._aside |= updates.keys()
        return True

    async def aside(self) -> Mapping[int, dict[str, Any] | None]:
        """Return what was put aside and not answered, in Telegram's order; None for what can't be opened."""
        try:
            rows = await self._database.read("SELECT number, sealed FROM aside ORDER BY number")
        except DatabaseDownError:
            return {}
        found = {number: self._seal.open(sealed) for number, sealed in rows}
        self._aside |= found.keys()
        return found

    async def drop_aside(self, number: int) -> None:
        """Forget an update that was put aside."""
        if number in self._aside:
            try:
                await self._database.write((_DROP_ASIDE, (number,)))
            except DatabaseDownError:
                return
            self._aside.discard(number)
