"""Takes out of a log record whatever may give away a person's words, who it was, or a secret.

Our own lines are written with care: numbers of updates, classes of errors. What libraries write is not:
addresses that hold the token, updates that hold people's words. Of theirs only the fixed part is kept.
"""

import logging
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

OURS = "bot"
"""The package whose lines are written with care."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")


class Redaction(logging.Filter):
    """Makes every record safe for any formatter; for handlers, which see the records of all loggers."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(filter(None, secrets))

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, made safe: the message, its arguments, the exception and the text made of that."""
        text = redacted(message_of(record))
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        if record.exc_info:
            text += " " + described(record.exc_info)
        record.msg, record.args = text, ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def message_of(record: logging.LogRecord) -> str:
    """Return a record's message; of another package only the fixed part, for the rest may be anybody's words.

    The fixed part ends with the first line: asyncio goes on with the representation of an exception.
    """
    if is_ours(record.name):
        return record.getMessage()
    return (str(record.msg).splitlines() or [""])[0]


def is_ours(name: str) -> bool:
    """Say whether a logger is one of this program's."""
    return name == OURS or name.startswith(f"{OURS}.") or name == "root"


def redacted(text: str) -> str:
    """Return a text without anything that looks like a bot token."""
    return _TOKEN.sub("<token>", text)


def described(error: ExcInfo) -> str:
    """Return the class of an exception and where it was raised; its text may quote a person."""
    kind, _, trace = error
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"({kind.__name__ if kind else 'nothing'} at {place})"
