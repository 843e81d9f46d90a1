"""What a chat was about, where processes share a database: sealed, under a pseudonym, for half an hour.

A process that shares its database with nobody keeps this in memory only.
"""

import contextlib
import time

from bot.storage.database import Database, DatabaseDownError, Statement
from bot.storage.recent import SECONDS
from bot.storage.sealing import Seal

Place = tuple[int, int]
"""A chat, and the topic of a forum in it."""

_OF = "SELECT sealed FROM chats WHERE chat = ? AND thread = ? AND until > ?"
_KEEP = (
    "INSERT INTO chats (chat, thread, sealed, until) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (chat, thread) DO UPDATE SET sealed = excluded.sealed, until = excluded.until"
)
_DROP = "DELETE FROM chats WHERE chat = ? AND thread = ?"
_FORGET = "DELETE FROM chats WHERE chat = ?"
_PRUNE = "DELETE FROM chats WHERE until <= ?"

PRUNE_SECONDS = 60.0
"""How often what is over is removed, at most."""


class ChatStates:
    """Keeps a small value a chat."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        self._pruned = 0.0

    async def of(self, place: Place) -> dict[str, object] | None:
        """Return what is kept of a chat; None if that is nothing.

        Raises:
            DatabaseDownError: if nobody can tell.
        """
        rows = await self._database.read(_OF, *self._key(place), int(time.time()))
        return self._seal.open(rows[0][0]) if rows else None

    async def keep(self, place: Place, state: dict[str, object]) -> None:
        """Keep a value from now on for half an hour; an empty one takes no place."""
        now = time.time()
        statements: list[Statement] = []
        if now - self._pruned > PRUNE_SECONDS:
            self._pruned = now
            statements.append((_PRUNE, (int(now),)))
        if state:
            row = (*self._key(place), self._seal.close(state), int(now + SECONDS))
            statements.append((_KEEP, row))
        else:
            statements.append((_DROP, self._key(place)))
        await self._write(*statements)

    async def forget(self, chat: int) -> None:
        """Forget a chat, with all its topics."""
        await self._write((_FORGET, (self._seal.pseudonym("chat", chat),)))

    async def _write(self, *statements: Statement) -> None:
        # While the database is down the process has its memory.
        with contextlib.suppress(DatabaseDownError):
            await self._database.write(*statements)

    def _key(self, place: Place) -> tuple[int, int]:
        chat, thread = place
        return self._seal.pseudonym("chat", chat), thread
