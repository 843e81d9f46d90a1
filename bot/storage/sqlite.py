"""How a SQLite file is opened: with its tables, and looked through for damage."""

import sqlite3
from pathlib import Path


def connect(path: Path, schema: str) -> sqlite3.Connection:
    """Return a connection to a file, in which `schema` was run.

    Raises:
        sqlite3.OperationalError: if the file can't be written.
        sqlite3.DatabaseError: if it is damaged.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        db.executescript(schema)
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
    except sqlite3.Error:
        db.close()
        raise
    return db
