"""`migrate`: brings the tables of DATABASE_URL up to date, before a release goes live."""

import argparse
import asyncio

from bot.commands import Verbs
from bot.errors import StartUpError
from bot.settings import Settings
from bot.storage import DatabaseDownError
from bot.storage.store import postgres


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("migrate", help="bring the tables of DATABASE_URL up to date")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Do so; a file of SQLite's is brought up to date by the process that opens it."""
    settings = Settings.from_environment()
    if not settings.database_url:
        print("DATABASE_URL is not set: what is kept lies in a file, which each start brings up to date.")
        return 0
    asyncio.run(_migrate(settings))
    print("The tables are up to date.")
    return 0


async def _migrate(settings: Settings) -> None:
    database = postgres(settings.database_url.reveal())
    try:
        await database.open()
        await database.read("SELECT 1")
    except DatabaseDownError:
        raise StartUpError("DATABASE_URL: the database does not answer: try again when it does") from None
    finally:
        await database.close()
