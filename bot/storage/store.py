"""All that a bot keeps in its database, one field a kind."""

from dataclasses import dataclass
from pathlib import Path

from bot.storage.chats import ChatStates
from bot.storage.database import Database
from bot.storage.folder import data_folder
from bot.storage.sealing import Seal
from bot.storage.updates import Updates
from bot.storage.votes import VoteCounts


@dataclass(frozen=True, slots=True)
class Store:
    """The database of a bot, and what is kept in it."""

    database: Database
    updates: Updates
    votes: VoteCounts
    chats: ChatStates | None
    """What chats are about, if other processes may get their next messages; else memory will do."""

    @classmethod
    def of(cls, database: Database, seal: Seal) -> "Store":
        """Return what is kept in a database."""
        chats = ChatStates(database, seal) if database.is_shared else None
        return cls(database, Updates(database), VoteCounts(database), chats)


def database_of(url: str, folder: Path, name: str) -> Database:
    """Return the database, not opened: PostgreSQL at an address, or else a SQLite file in a folder.

    Each is imported where it is needed: psycopg takes 10 MB.

    Raises:
        StartUpError: if the folder can't be written.
    """
    if url:
        from bot.storage.postgres import PostgresDatabase  # noqa: PLC0415

        return PostgresDatabase(url)
    from bot.storage.sqlite import SqliteDatabase  # noqa: PLC0415

    return SqliteDatabase(data_folder(folder) / f"{name}.sqlite3")
