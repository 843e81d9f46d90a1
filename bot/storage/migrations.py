"""The tables, as a numbered list of changes: SQL that both SQLite and PostgreSQL understand.

A change that was released is never edited: append another. It must leave the tables usable for the version
before, because during a deployment both run.
"""

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

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
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
    ),
)
