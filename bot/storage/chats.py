"""What a chat was about, where processes share a database: sealed, under a pseudonym, for half an hour.

A process that shares its database with nobody keeps this in memory only.
"""

import time

from bot.storage.database import Database, Statement
from bot.storage.recent import SECONDS
from bot.storage.sealing import Seal

Place = tuple[int, int]
"""A chat, and the topic of a forum in it (0 where there are none): each is a conversation of its own."""

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
        self._due: dict[int, list[Statement]] = {}
        """By chat: what changes when its update is done."""
        self._pruned = 0.0

    async def of(self, place: Place) -> dict[str, object] | None:
        """Return what is kept of a chat; None if that is nothing.

        Raises:
            DatabaseDownError: if nobody can tell.
        """
        rows = await self._database.read(_OF, *self._key(place), int(time.time()))
        return self._seal.open(rows[0][0]) if rows else None

    def keep(self, place: Place, state: dict[str, object]) -> None:
        """Keep a value, once its update is done, for half an hour; an empty one takes no place."""
        key = self._key(place)
        if state:
            self._add(place[0], _KEEP, *key, self._seal.close(state), int(time.time() + SECONDS))
        else:
            self._add(place[0], _DROP, *key)

    def forget(self, chat: int) -> None:
        """Forget a chat with all its topics, once its update is done."""
        self._add(chat, _FORGET, self._seal.pseudonym("chat", chat))

    def due(self, chat: int) -> list[Statement]:
        """Return what is to be written of a chat, together with the note that its update was answered.

        Apart from that note, an update that comes again after a kill would find the chat one step ahead.
        """
        statements = self._due.pop(chat, [])
        if statements and (now := time.time()) - self._pruned > PRUNE_SECONDS:
            self._pruned = now
            statements.append((_PRUNE, (int(now),)))
        return statements

    def _add(self, chat: int, sql: str, *values: object) -> None:
        self._due.setdefault(chat, []).append((sql, values))

    def _key(self, place: Place) -> tuple[int, int]:
        chat, thread = place
        return self._seal.pseudonym("chat", chat), thread
