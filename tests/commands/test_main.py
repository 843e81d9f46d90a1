"""The command line's door: verbs, exit codes, clean errors."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.process import ROOT

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the bot with just this environment."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment},
        cwd=cwd, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["poll", "webhook"])
def test_a_missing_token_says_how_to_get_one_and_names_chat(verb: str, tmp_path: Path) -> None:
    """One line on standard error, exit code 2."""
    result = run(verb, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "TELEGRAM_BOT_TOKEN is not set: talk to @BotFather on Telegram, send /newbot, and put the token into "
        "the environment or a .env file. To try the bot without one: python -m bot chat\n"
    )


@pytest.mark.parametrize(
    ("verb", "environment", "variable"),
    [
        ("poll", {"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ("poll", {"TELEGRAM_API_URL": "ftp://example.org"}, "TELEGRAM_API_URL"),
        ("poll", {"TELEGRAM_BOT_TOKEN": "hunter2"}, "TELEGRAM_BOT_TOKEN"),
        ("webhook", {}, "WEBHOOK_URL"),
        ("webhook", {"WEBHOOK_URL": "http://example.org"}, "WEBHOOK_URL"),
        ("webhook", {"WEBHOOK_URL": "https://example.org"}, "WEBHOOK_SECRET"),
        ("webhook", {"WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": "s" * 32, "PORT": "x"}, "PORT"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(
    verb: str, environment: dict[str, str], variable: str, tmp_path: Path
) -> None:
    """Exit code 2, no traceback, no token."""
    result = run(verb, cwd=tmp_path, **({"TELEGRAM_BOT_TOKEN": TOKEN} | environment))
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(f"{variable} ")
    assert TOKEN not in result.stderr
    assert "hunter2" not in result.stderr


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    """In development the settings may stand in .env beside where the bot is started."""
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=hunter2\n")
    assert "TELEGRAM_BOT_TOKEN is not a bot token" in run("poll", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["ask", "hi"], {"telegram", "starlette", "uvicorn", "bot.evaluation", "bot.commands.check"}),
        (["check"], {"telegram", "starlette", "uvicorn", "bot.evaluation", "bot.commands.poll"}),
    ],
)
def test_a_verb_imports_nothing_that_only_others_need(arguments: list[str], unneeded: set[str]) -> None:
    """The terminal's verbs start without python-telegram-bot, which takes most of a second to import."""
    code = "import sys; from bot.__main__ import main; main(sys.argv[1:]); print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=True
    )
    imported = set(result.stdout.decode().splitlines()[-1].split())
    assert f"bot.commands.{arguments[0]}" in imported
    assert not imported & unneeded


def test_polling_imports_no_web_server() -> None:
    """A bot that shows no metrics has none in its memory, and nothing that seals what is parked."""
    code = "import sys; import bot.commands.poll, bot.delivery.polling; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert not set(result.stdout.decode().split()) & {"starlette", "uvicorn", "cryptography.fernet", "yaml"}


def test_a_reader_that_stops_reading_causes_no_complaint() -> None:
    """`ask … | head -1` prints no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate(b"hello\n" * 2000, timeout=30)
    assert (process.returncode, errors) == (141, b"")


def test_any_bytes_may_be_asked() -> None:
    """Neither broken UTF-8 nor another locale breaks the pipe."""
    result = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json"],
        input=b"\xff\xfe what causes b12 deficiency\n", cwd=ROOT, capture_output=True, check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert result.returncode == 0
    assert b'"intents": ["causes"]' in result.stdout


def test_an_unknown_verb_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With the verbs that there are."""
    with pytest.raises(SystemExit) as error:
        main(["nonsense"])
    assert error.value.code == 2
    assert "chat" in capsys.readouterr().err
