"""The article's file to its text, or one line about why that is impossible."""

import unicodedata
from pathlib import Path

from bot.errors import B12BotError

MAX_BYTES = 200_000
"""A larger file is not one article; no more than that is read of it."""
_LAID_OUT = set("\t\n\r\v\f")


class DocumentError(B12BotError):
    """The file can't be read as an article. Names it and what to do."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        DocumentError: if it is not a text of a sensible size.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise DocumentError(f"{path} can't be read ({reason}), name the article's text file") from None
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{path} is larger than {MAX_BYTES:,} bytes, name a file with the article alone")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(f"{path} is not UTF-8 text, save the article as plain text in UTF-8") from None
    if any(unicodedata.category(letter) == "Cc" and letter not in _LAID_OUT for letter in text):
        raise DocumentError(f"{path} has control characters, save the article as plain text in UTF-8")
    if not text.strip():
        raise DocumentError(f"{path} is empty, put the article's text into it")
    return text
