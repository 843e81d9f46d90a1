"""All that a bot keeps, one field a kind."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.errors import StartUpError
from bot.storage.chats import ChatStates
from bot.storage.database import Database, DatabaseDownError
from bot.storage.feedback import Feedback
from bot.storage.folder import data_folder
from bot.storage.migrations import Part
from bot.storage.sealing import Seal
from bot.storage.sqlite import SqliteDatabase
from bot.storage.updates import Updates
from bot.storage.votes import VoteCounts

T = TypeVar("T")

FEEDBACK_FILE = "feedback.sqlite3"
"""What editors learn from, in the data folder. All bots of a folder share it."""


@dataclass(frozen=True, slots=True)
class Store:
    """The databases of a bot, and what is kept in them."""

    database: Database
    updates: Updates
    votes: VoteCounts
    chats: ChatStates | None
    """What chats are about, if other processes may get their next messages; else memory will do."""
    for_editors: Database
    """The same one, if it is PostgreSQL."""
    feedback: Feedback

    @classmethod
    def of(cls, url: str, folder: Path, name: str, seal: Seal) -> "Store":
        """Return what is kept in PostgreSQL at an address, or else in SQLite files in a folder; not opened.

        Raises:
            StartUpError: if the folder can't be written.
        """
        if url:
            shared = postgres(url)
            return cls._in(shared, shared, seal)
        folder = data_folder(folder)
        return cls._in(SqliteDatabase(folder / f"{name}.sqlite3"), _feedback_file(folder), seal)

    @classmethod
    def _in(cls, database: Database, for_editors: Database, seal: Seal) -> "Store":
        chats = ChatStates(database, seal) if database.is_shared else None
        updates, votes = Updates(database, seal), VoteCounts(database)
        return cls(database, updates, votes, chats, for_editors, Feedback(for_editors))

    async def open(self) -> None:
        """Open the databases, and bring their tables up to date.

        Raises:
            StartUpError: if one will never work with the settings as they are.
        """
        await self.database.open()
        if self.for_editors is not self.database:
            await self.for_editors.open()

    async def close(self) -> None:
        """Let go of what is open."""
        await self.database.close()
        if self.for_editors is not self.database:
            await self.for_editors.close()


async def reading(url: str, folder: Path, what: Callable[[Feedback], Awaitable[Sequence[T]]]) -> Sequence[T]:
    """Return something of what is kept for editors, at an address or in a folder; nothing if there is none.

    Raises:
        StartUpError: if it can't be read now.
    """
    if not url and not (folder / FEEDBACK_FILE).exists():
        return ()
    database = postgres(url) if url else _feedback_file(folder)
    try:
        await database.open()
        return await what(Feedback(database))
    except DatabaseDownError:
        raise StartUpError("what is kept for editors can't be read now: try again later") from None
    finally:
        await database.close()


def _feedback_file(folder: Path) -> Database:
    return SqliteDatabase(folder / FEEDBACK_FILE, Part.FEEDBACK)


def postgres(url: str) -> Database:
    """Return the database at an address, not opened."""
    # Imported where it is needed: psycopg takes 10 MB.
    from bot.storage.postgres import PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(url)
