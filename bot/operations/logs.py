"""Logging that can't give anything away: one line an event, no token, no libraries' chatter.

The libraries underneath log addresses that hold the token, and updates that hold people's words; they are
heard only from WARNING on. Whatever passes nevertheless is made safe by a filter on the handler, which sees
all, and goes through a formatter that takes the token out once more.
"""

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

from bot.operations.log_throttle import Repeats
from bot.operations.redaction import ExcInfo, Redaction, described, redacted

LIBRARIES = (
    "telegram",
    "httpx",
    "httpcore",
    "aiohttp",
    "apscheduler",
    "uvicorn",
    "asyncio",
)

SILENT = ("telegram.request.BaseRequest",)
"""Loggers that write out what Telegram sent."""


class RedactingFormatter(logging.Formatter):
    """Writes a record in one line, with anything that looks like a bot token taken out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return redacted(super().format(record)).replace("\r", " ").replace("\n", " ")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        """Return the class of the exception and where it was raised."""
        return described(ei)


class JsonFormatter(RedactingFormatter):
    """Writes a record as a JSON object in one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(
            {
                "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
                "level": record.levelname,
                "logger": record.name,
                "message": super().format(record),
            },
            ensure_ascii=False,
        )


def configure(level: str, style: str = "text", secrets: Iterable[str] = ()) -> None:
    """Log to standard error from `level` on, as `text` or `json`; `secrets` are taken out of every line."""
    logging.basicConfig(level=level, handlers=[writing_to(sys.stderr, style, secrets)], force=True)
    quieten()


def writing_to(stream: TextIO, style: str = "text", secrets: Iterable[str] = ()) -> logging.Handler:
    """Return what writes the log to a stream, made safe."""
    handler = logging.StreamHandler(stream)
    if style == "json":
        handler.setFormatter(JsonFormatter("%(message)s"))
    else:
        handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # What is equal is told by its fixed part, which the redaction makes one text of.
    handler.addFilter(Repeats())
    handler.addFilter(Redaction(secrets))
    return handler


def quieten() -> None:
    """Let libraries be heard only where something is wrong, and those that quote people never."""
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    for logger in SILENT:
        logging.getLogger(logger).setLevel(logging.CRITICAL)


def finish() -> None:
    """Tell what was left out of the log and not told yet."""
    for handler in logging.getLogger().handlers:
        for repeats in (given for given in handler.filters if isinstance(given, Repeats)):
            for name, level, text in list(repeats.rest()):
                logging.getLogger(name).log(level, text)
