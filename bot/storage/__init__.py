"""What is kept on disk: numbers of answered updates, and, sealed, what waits for a slow chat."""

from bot.storage.folder import data_folder
from bot.storage.parked import Parked
from bot.storage.seen import Seen

__all__ = ["Parked", "Seen", "data_folder"]
