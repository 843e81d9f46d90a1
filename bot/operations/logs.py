"""Logging that can't give anything away, nor be flooded: one line an event, no token, no libraries' chatter.

Our own lines are written with care. What libraries write may hold the token or people's words: of theirs only
warnings are heard, and of those only the fixed part.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

OURS = "bot"
"""The package whose lines are written with care."""
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FIRST = 3
"""Equal warnings that are written in a period."""
PERIOD_SECONDS = 60.0
"""After so long they are counted anew."""

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d.]*[diouxXeEfFgGcrsa]|\{\w*[!:]?\w*\}")


class Redaction(logging.Filter):
    """Makes every record one safe line for any formatter: message, arguments, exception, the text of that."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(filter(None, secrets))

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, made safe."""
        text = _TOKEN.sub("<token>", _message_of(record))
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        if record.exc_info and record.exc_info[1]:
            text += " " + _described(record.exc_info[1])
        # Of one line: a line break could forge an entry.
        record.msg, record.args = text.replace("\r", " ").replace("\n", " "), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _message_of(record: logging.LogRecord) -> str:
    """Return a record's message; of another package the fixed part, for the rest may be anybody's words."""
    if record.name in {OURS, "root"} or record.name.startswith(f"{OURS}."):
        return record.getMessage()
    # After the first line asyncio goes on with the representation of an exception.
    return _PLACEHOLDER.sub("\N{HORIZONTAL ELLIPSIS}", (str(record.msg).splitlines() or [""])[0])


def _described(error: BaseException) -> str:
    """Return the class of an exception and where it was raised; its text may quote a person."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"({type(error).__name__} at {place})"


class Throttle(logging.Filter):
    """Lets the first few of equal warnings pass, those of one place in the program; counts the others."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, int, str], tuple[float, int]] = {}
        """By logger, level and text: when the period began, and how many came in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a record is written."""
        if record.levelno < logging.WARNING:
            return True
        key, now = (record.name, record.levelno, str(record.msg)), self._clock()
        since, seen = self._seen.get(key, (now, 0))
        if now - since >= PERIOD_SECONDS:
            if seen > FIRST:
                record.msg = f"{record.msg} ({seen - FIRST} more like this before)"
            since, seen = now, 0
        self._seen[key] = since, seen + 1
        return seen < FIRST

    def finish(self) -> None:
        """Tell what was left out and not told yet."""
        counted, self._seen = self._seen, {}
        for (name, level, text), (_, seen) in counted.items():
            if seen > FIRST:
                message = f"{seen - FIRST} more like: {text}"
                logging.getLogger(name).log(level, message)


class JsonFormatter(logging.Formatter):
    """Writes a record as a JSON object in one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(line, ensure_ascii=False)


def configure(
    level: str, style: str = "text", secrets: Iterable[str] = (), stream: TextIO | None = None
) -> Throttle:
    """Log to standard error from `level` on, as `text` or `json`; `secrets` are taken out of every line.

    What is returned is to be told the end.
    """
    handler, throttle = logging.StreamHandler(stream), Throttle()
    handler.setLevel(level)
    handler.setFormatter(JsonFormatter() if style == "json" else logging.Formatter(TEXT))
    # What is equal is told by its fixed part, which the redaction makes one text of.
    handler.addFilter(throttle)
    handler.addFilter(Redaction(secrets))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    return throttle
