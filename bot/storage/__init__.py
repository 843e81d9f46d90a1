"""What is kept: the learnt file, notes on updates, and what editors learn from.

`recent` is for what is kept in memory only, for half an hour.
"""

from bot.storage.feedback import FeedbackStore, SqliteFeedback
from bot.storage.folder import data_folder
from bot.storage.sealing import Seal
from bot.storage.updates import SqliteUpdates, UpdateStore

__all__ = ["FeedbackStore", "Seal", "SqliteFeedback", "SqliteUpdates", "UpdateStore", "data_folder"]
