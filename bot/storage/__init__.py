"""What is kept: the learnt file, and in databases the rest. `recent` is for what is in memory only."""

from bot.storage.chats import ChatStates
from bot.storage.database import Database, DatabaseDownError
from bot.storage.feedback import Feedback
from bot.storage.folder import data_folder
from bot.storage.sealing import Seal
from bot.storage.store import Store
from bot.storage.updates import Updates
from bot.storage.votes import VoteCounts

__all__ = [
    "ChatStates",
    "Database",
    "DatabaseDownError",
    "Feedback",
    "Seal",
    "Store",
    "Updates",
    "VoteCounts",
    "data_folder",
]
