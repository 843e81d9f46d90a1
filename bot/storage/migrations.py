"""The tables, as a numbered list of changes: SQL that both SQLite and PostgreSQL understand.

A change that was released is never edited: append another. It must leave the tables usable for the version
before, because during a deployment both run.
"""

from enum import Enum


class Part(Enum):
    """What a change is for: with SQLite each part is a file, with PostgreSQL both are one database."""

    BOT = "bot"
    FEEDBACK = "feedback"


_VOTES = """
    CREATE TABLE votes (
        day TEXT, intent TEXT, vote TEXT, count BIGINT NOT NULL, PRIMARY KEY (day, intent, vote)
    )
"""
_CHATS = """
    CREATE TABLE chats (
        chat BIGINT, thread BIGINT, sealed BYTEA NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (chat, thread)
    )
"""

_SHARED = (
    "CREATE TABLE IF NOT EXISTS shared (key TEXT PRIMARY KEY, day TEXT NOT NULL, question TEXT NOT NULL)"
)
_COUNTS = """
    CREATE TABLE IF NOT EXISTS counts (
        day TEXT, outcome TEXT, intent TEXT, replies INTEGER NOT NULL, PRIMARY KEY (day, outcome, intent)
    )
"""

MIGRATIONS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (Part.BOT, (
        # Hashes of updates that were answered, with the time in microseconds.
        "CREATE TABLE answered (key BIGINT PRIMARY KEY, at BIGINT NOT NULL)",
        "CREATE INDEX answered_at ON answered (at)",
        # Sealed updates that wait for a slow chat.
        "CREATE TABLE aside (number BIGINT PRIMARY KEY, sealed BYTEA NOT NULL)",
        # Thumbs given less those taken back.
        _VOTES,
        # What chats are about: a pseudonym, and a sealed value until a time in seconds. Empty in SQLite.
        _CHATS,
        "CREATE INDEX chats_until ON chats (until)",
    )),
    # Questions that people shared, and replies by day.
    (Part.FEEDBACK, (_SHARED, _COUNTS)),
)  # fmt: skip
