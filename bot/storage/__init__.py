"""What is kept: the learnt file, and in a database the rest. `recent` is for what is in memory only."""

from bot.storage.chats import ChatStates
from bot.storage.database import Database, DatabaseDownError
from bot.storage.folder import data_folder
from bot.storage.sealing import Seal
from bot.storage.store import Store, database_of
from bot.storage.updates import Updates
from bot.storage.votes import VoteCounts

__all__ = [
    "ChatStates",
    "Database",
    "DatabaseDownError",
    "Seal",
    "Store",
    "Updates",
    "VoteCounts",
    "data_folder",
    "database_of",
]
