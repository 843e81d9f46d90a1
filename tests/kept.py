"""What is kept, as a test looks at it."""

from pathlib import Path

from bot.storage import Feedback
from bot.storage.migrations import Part
from bot.storage.sqlite import SqliteDatabase
from bot.storage.store import FEEDBACK_FILE

__all__ = ["FEEDBACK_FILE", "feedback_in"]


def feedback_in(path: Path) -> Feedback:
    """What editors learn from, in a file."""
    return Feedback(SqliteDatabase(path, Part.FEEDBACK))
