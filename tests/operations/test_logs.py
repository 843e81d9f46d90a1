"""The log can't give anything away."""

import io
import logging

import pytest

from bot.operations.logs import configure

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"


def record(message: str, *, error: Exception | None = None) -> str:
    """The line that a message becomes, without the time and the name."""
    written = io.StringIO()
    handler = configure("INFO", stream=written)
    logging.getLogger().removeHandler(handler)
    info = (type(error), error, error.__traceback__) if error else None
    handler.handle(logging.LogRecord("bot", logging.ERROR, __file__, 1, message, None, info))
    [line] = written.getvalue().splitlines()
    return "ERROR " + line.partition(" ERROR bot: ")[2]


def raised(text: str) -> Exception:
    """An error that was raised, with this text."""
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(text)
    return caught.value


def test_a_token_is_taken_out() -> None:
    """Wherever it stands in a message."""
    assert record(f"GET /bot{TOKEN}/getMe") == "ERROR GET /bot<token>/getMe"


def test_an_exception_is_its_class_and_its_place() -> None:
    """Its text may quote a person or hold the token, and is left out; there is one line."""
    line = record("failed", error=raised(f"what a person wrote {TOKEN}"))
    assert line.startswith("ERROR failed (ValueError at test_logs.py:")
    assert "person" not in line
    assert "\n" not in line


def test_no_message_makes_a_second_line() -> None:
    """Line breaks in what is logged can't forge an entry."""
    assert record("a\r\n2026 CRITICAL b") == "ERROR a  2026 CRITICAL b"


def test_libraries_are_quiet_whatever_the_level() -> None:
    """At DEBUG they would log addresses with the token, and updates with people's words."""
    written = io.StringIO()
    handler = configure("DEBUG", stream=written)
    for name in ("bot.handlers", "telegram.ext", "aiohttp", "asyncio"):
        logging.getLogger(name).info("from %s", name)
    logging.getLogger().removeHandler(handler)
    assert [line.partition(": ")[2] for line in written.getvalue().splitlines()] == ["from bot.handlers"]
