"""Logging that can't give anything away: one line an event, no token, no libraries' chatter.

The libraries underneath log addresses that hold the token, and updates that hold people's words; they are
heard only from WARNING on. Whatever passes nevertheless goes through a formatter that takes the token out.
"""

import logging
import re
from pathlib import Path
from types import TracebackType

LIBRARIES = ("telegram", "httpx", "httpcore", "apscheduler", "uvicorn", "asyncio")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

SILENT = ("telegram.request.BaseRequest", "telegram.ext.AIORateLimiter")
"""Loggers that write out what Telegram sent, or what is handled anyway."""

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")


class RedactingFormatter(logging.Formatter):
    """Writes a record in one line, with anything that looks like a bot token taken out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        text = super().format(record)
        return _TOKEN.sub("<token>", text).replace("\r", " ").replace("\n", " ")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        """Return the class of the exception and where it was raised; its text may quote a person."""
        kind, _, trace = ei
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
        return f"({kind.__name__ if kind else 'nothing'} at {place})"


def configure(level: str) -> None:
    """Log to standard error from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    for logger in SILENT:
        logging.getLogger(logger).setLevel(logging.CRITICAL)
