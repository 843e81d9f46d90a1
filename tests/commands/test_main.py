"""The command line's door: verbs, exit codes, clean errors."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import ONE_THREAD, VERBS, main
from tests.process import ROOT

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"
SETTINGS = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "PORT", "LOG_LEVEL")
ON_WINDOWS = "b12bot runs on Linux and macOS. On Windows, run it in WSL or in a container."
NOT_FOR_THE_TERMINAL = {"telegram", "starlette", "uvicorn", "aiohttp", "bot.learning", "bot.evaluation"}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without a setting, in a folder without a file."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.parametrize("verb", ["poll", "webhook"])
@pytest.mark.usefixtures("bare")
def test_a_missing_token_says_how_to_get_one_and_names_chat(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error, exit code 2."""
    assert main([verb]) == 2
    assert capsys.readouterr() == (
        "",
        (
            "TELEGRAM_BOT_TOKEN is not set: talk to @BotFather on Telegram, send /newbot, and put the token "
            "into the environment or a .env file. To try the bot without one: python -m bot chat\n"
        ),
    )


@pytest.mark.parametrize(
    ("verb", "environment", "variable"),
    [
        ("poll", {"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ("poll", {"TELEGRAM_API_URL": "ftp://example.org"}, "TELEGRAM_API_URL"),
        ("poll", {"TELEGRAM_BOT_TOKEN": "hunter2"}, "TELEGRAM_BOT_TOKEN"),
        ("poll", {"ALL_PROXY": "socks5://127.0.0.1:1080"}, "ALL_PROXY"),
        ("webhook", {}, "WEBHOOK_URL"),
        ("webhook", {"WEBHOOK_URL": "http://example.org"}, "WEBHOOK_URL"),
        ("webhook", {"WEBHOOK_URL": "https://example.org"}, "WEBHOOK_SECRET"),
        ("webhook", {"WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": "s" * 32, "PORT": "x"}, "PORT"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(
    bare: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    environment: dict[str, str],
    variable: str,
) -> None:
    """Exit code 2, no traceback, no token."""
    for name, value in ({"TELEGRAM_BOT_TOKEN": TOKEN} | environment).items():
        bare.setenv(name, value)
    assert main([verb]) == 2
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert errors.startswith(f"{variable} ")
    assert TOKEN not in errors
    assert "hunter2" not in errors


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    """In development the settings may stand in .env beside where the bot is started; as a process shows."""
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=hunter2\n")
    result = subprocess.run(
        [sys.executable, "-m", "bot", "poll"],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("TELEGRAM_BOT_TOKEN is not a bot token")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("verb", ["poll", "webhook", "ask", "chat", "learn", "check", "evaluate"])
def test_a_verb_that_reads_the_knowledge_base_takes_another_folder(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    """One that holds no knowledge is told by the names of its files; exit code 2, and 1 of `check`."""
    settings = {"WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": "s" * 32}
    for name, value in ({"TELEGRAM_BOT_TOKEN": TOKEN} | settings).items():
        bare.setenv(name, value)
    assert main([verb, "--knowledge", "nowhere"]) == (1 if verb == "check" else 2)
    assert "intents.yaml:1:1: the file can't be read" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("verb", "unneeded"),
    [
        ("ask", {*NOT_FOR_THE_TERMINAL, "bot.commands.check", "bot.knowledge.rules.wording"}),
        ("check", {*NOT_FOR_THE_TERMINAL, "bot.commands.poll"} - {"bot.evaluation"}),
        (
            "poll",
            {
                "starlette",
                "uvicorn",
                "cryptography.fernet",
                "bot.learning",
                "bot.evaluation",
                "bot.knowledge.rules.wording",
            },
        ),
    ],
)
def test_a_verb_imports_nothing_that_only_others_need(verb: str, unneeded: set[str]) -> None:
    """The terminal's verbs start without python-telegram-bot, which takes most of a second to import.

    A bot that polls has no web server in its memory, nothing that learns, nothing that seals what is parked.
    And none has a thread for each core, as numpy would start them.
    """
    # No knowledge is read: what imports it needs is imported by then.
    code = (
        "import os, sys; from bot.__main__ import main; main([sys.argv[1], '--knowledge', 'nowhere'])\n"
        "if sys.argv[1] == 'poll': import bot.incoming.polling, bot.operations.startup\n"
        "print(*sys.modules)\nprint(len(os.listdir('/proc/self/task')) if os.path.exists('/proc') else 1)"
    )
    environment = {name: value for name, value in os.environ.items() if name != ONE_THREAD}  # noqa: TID251
    program = [sys.executable, "-c", code, verb]
    result = subprocess.run(program, env=environment, cwd=ROOT, capture_output=True, check=True)
    modules, threads = result.stdout.decode().splitlines()[-2:]
    imported = set(modules.split())
    assert "numpy" in imported
    assert threads == "1"
    assert f"bot.commands.{verb}" in imported
    assert not imported & unneeded


def test_a_reader_that_stops_reading_causes_no_complaint(small: Path) -> None:
    """`ask … | head -1` prints no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", small],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate(b"hello\n" * 2000, timeout=30)
    assert (process.returncode, errors) == (141, b"")


def test_any_bytes_may_be_asked(small: Path) -> None:
    """Neither broken UTF-8 nor another locale breaks the pipe."""
    result = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", small],
        input=b"\xff\xfe why do people end up with low b12\n", cwd=ROOT, capture_output=True, check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "B12BOT_DATA": os.environ["B12BOT_DATA"]},  # noqa: TID251 - a test's
    )  # fmt: skip
    assert result.returncode == 0
    assert '"question": "\ufffd\ufffd why do people'.encode() in result.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_windows_is_told_where_it_runs(
    verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and exit code 2, before anything that Windows lacks."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert main([verb]) == 2
    assert capsys.readouterr() == ("", f"{ON_WINDOWS}\n")
    assert ON_WINDOWS.partition(".")[0] in (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_unknown_verb_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With the verbs that there are."""
    with pytest.raises(SystemExit) as error:
        main(["nonsense"])
    assert error.value.code == 2
    assert "chat" in capsys.readouterr().err
