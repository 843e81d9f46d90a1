"""Every log record is made safe before a formatter sees it."""

import io
import logging
from types import TracebackType

import pytest

from bot.operations.logs import Redaction, configure

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"
Info = tuple[type[BaseException], BaseException, TracebackType | None]


def safe(
    message: object, *args: object, name: str = "bot.incoming", info: Info | None = None, **extra: object
) -> str:
    """What a record says once it was made safe, by a formatter that hides nothing."""
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info)
    for key, value in extra.items():
        setattr(record, key, value)
    assert Redaction([TOKEN, "the-webhook-secret"]).filter(record)
    return logging.Formatter("%(message)s").format(record)


@pytest.mark.parametrize("level", ["message", "argument"])
def test_secrets_are_taken_out(level: str) -> None:
    """Of the message and of its arguments; the token, what looks like one, and the webhook's secret."""
    for secret in (TOKEN, "999999999:AAF-another-token-that-looks-like-one", "the-webhook-secret"):
        line = safe(f"GET {secret} done") if level == "message" else safe("GET %s done", secret)
        assert line in {"GET <token> done", "GET <secret> done"}


def test_of_a_library_only_the_fixed_part_is_kept() -> None:
    """Its arguments, and what follows the first line, may be anybody's words."""
    assert safe("Error for update %s", "canary", name="telegram.ext") == "Error for update …"
    assert safe("Task exception\nfuture: canary", name="asyncio") == "Task exception"
    assert safe(ValueError(""), name="aiohttp") == ""


def test_an_exception_is_its_class_and_place() -> None:
    """Whether it comes as such, as text that another handler made of it, or as a stack."""
    with pytest.raises(ValueError, match="canary") as caught:
        int("canary")
    error = caught.value
    info = (type(error), error, error.__traceback__)
    line = safe("failed", info=info, exc_text="canary", stack_info="canary")
    assert line.startswith("failed (ValueError at test_redaction.py:")
    assert "canary" not in line
    assert safe("failed", exc_text="canary", stack_info="canary") == "failed"


def test_no_message_makes_a_second_line() -> None:
    """Line breaks in what is logged can't forge an entry."""
    assert safe("a\r\n2026 CRITICAL b") == "a  2026 CRITICAL b"


def test_libraries_are_quiet_whatever_the_level() -> None:
    """At DEBUG they would log addresses with the token, and updates with people's words."""
    written, root, ours = io.StringIO(), logging.getLogger(), logging.getLogger("bot")
    levels = root.level, ours.level
    configure("DEBUG", stream=written)
    for name in ("bot.handlers", "telegram.ext", "aiohttp", "asyncio"):
        logging.getLogger(name).info("from %s", name)
    del root.handlers[-1]
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
    assert [line.partition(": ")[2] for line in written.getvalue().splitlines()] == ["from bot.handlers"]


def test_a_percent_sign_does_no_harm() -> None:
    """What was made safe is not formatted again."""
    assert safe("%s", "100 %s") == "100 %s"
