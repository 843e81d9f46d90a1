"""The folder for what the bot keeps, tried at start-up: a disk that can't be written is noticed then."""

import tempfile
from pathlib import Path

from bot.errors import StartUpError


def data_folder(path: Path) -> Path:
    """Return the folder, which exists and can be written.

    Raises:
        StartUpError: naming the variable, if it can't be.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: Exception) -> StartUpError:
    """Return the error for a folder or file that can't be written."""
    why = getattr(error, "strerror", None) or error
    return StartUpError(
        f"B12BOT_DATA: “{path}” can't be written ({why}): make it writable, or name another folder"
    )
