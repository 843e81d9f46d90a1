"""What is kept: the learnt file; of updates, which were answered, and, sealed, which were put aside.

`recent` is for what is kept in memory only, for half an hour.
"""

from bot.storage.folder import data_folder
from bot.storage.sealing import Seal
from bot.storage.updates import SqliteUpdates, UpdateStore

__all__ = ["Seal", "SqliteUpdates", "UpdateStore", "data_folder"]
