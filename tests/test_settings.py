"""Settings: each wrong value is one clear line that names the variable; secrets never print."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import TELEGRAM, Settings

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"
SECRET = "s3cret-of-sixteen-or-more"


@pytest.mark.parametrize(
    ("setting", "values", "message"),
    [
        ("token", {}, "TELEGRAM_BOT_TOKEN is not set: talk to @BotFather"),
        ("token", {"TELEGRAM_BOT_TOKEN": "  "}, "TELEGRAM_BOT_TOKEN is not set"),
        ("token", {"TELEGRAM_BOT_TOKEN": "hunter2"}, "TELEGRAM_BOT_TOKEN is not a bot token"),
        ("api_url", {"TELEGRAM_API_URL": "localhost:1"}, "TELEGRAM_API_URL is not an address"),
        ("api_url", {"TELEGRAM_API_URL": "http://x:y/"}, "TELEGRAM_API_URL is not an address"),
        ("api_url", {"TELEGRAM_API_URL": "http://[::1"}, "TELEGRAM_API_URL is not an address"),
        ("webhook_url", {}, "WEBHOOK_URL is not set"),
        ("webhook_url", {"WEBHOOK_URL": "http://example.org"}, "WEBHOOK_URL is not an address like https:"),
        ("webhook_url", {"WEBHOOK_URL": "https://example.org:5000"}, "WEBHOOK_URL has a port"),
        ("webhook_secret", {}, "WEBHOOK_SECRET is not set"),
        ("webhook_secret", {"WEBHOOK_SECRET": "hunter2"}, "WEBHOOK_SECRET is not 16 to 256"),
        ("port", {"PORT": "http"}, "PORT is \u201chttp\u201d, not a number"),
        ("port", {"PORT": "70000"}, "PORT is \u201c70000\u201d, not a number"),
        ("port", {"PORT": "1" * 5000}, "PORT is \u201c11111"),
        ("api_url", {"TELEGRAM_API_URL": "http://exa mple.org"}, "TELEGRAM_API_URL is not an address"),
        ("api_url", {"TELEGRAM_API_URL": "http://a..b"}, "TELEGRAM_API_URL is not an address"),
        ("port", {"PORT": "0"}, "PORT is \u201c0\u201d, not a number"),
        ("metrics_port", {"METRICS_PORT": "http"}, "METRICS_PORT is \u201chttp\u201d, not a number"),
        ("sends_per_second", {"SENDS_PER_SECOND": "0"}, "SENDS_PER_SECOND is \u201c0\u201d, not a number"),
        (
            "questions_per_minute",
            {"QUESTIONS_PER_MINUTE": "-1"},
            "QUESTIONS_PER_MINUTE is \u201c-1\u201d, not",
        ),
        ("proxy", {"HTTPS_PROXY": "socks5://hunter2@127.0.0.1:1080"}, "HTTPS_PROXY is not an http proxy"),
        ("proxy", {"https_proxy": "http://hunter2:x"}, "HTTPS_PROXY is not an http proxy"),
        ("proxy", {"ALL_PROXY": "socks5h://127.0.0.1"}, "ALL_PROXY is not an http proxy"),
        (
            "database_url",
            {"DATABASE_URL": "mysql://b12:hunter2@db/b12"},
            "DATABASE_URL is not an address like",
        ),
        ("database_url", {"DATABASE_URL": "postgresql://b12:hunter2@db:x/b12"}, "DATABASE_URL is not an"),
        ("database_url", {"DATABASE_URL": "postgres:b12:hunter2"}, "DATABASE_URL is not an address like"),
        ("log_format", {"LOG_FORMAT": "xml"}, "LOG_FORMAT is \u201cxml\u201d: use one of text, json"),
        ("log_level", {"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is \u201cLOUD\u201d: use one of DEBUG"),
    ],
)
def test_a_wrong_value_names_its_variable_and_the_remedy(
    setting: str, values: dict[str, str], message: str
) -> None:
    """One line, exit code 2, and no secret in it."""
    with pytest.raises(SettingsError) as error:
        getattr(Settings(values), setting)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
    assert "hunter2" not in str(error.value)
    assert error.value.exit_code == 2


def test_right_values_are_read() -> None:
    """White space around them does not matter; an address loses its last slash."""
    settings = Settings(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "WEBHOOK_URL": "https://example.org:8443",
            "WEBHOOK_SECRET": SECRET,
            "PORT": "5000",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings.token.reveal() == TOKEN
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.webhook_url == "https://example.org:8443"
    assert settings.webhook_secret.reveal() == SECRET
    assert (settings.port, settings.log_level) == (5000, "DEBUG")


def test_what_is_not_set_has_a_default() -> None:
    """Telegram's own address, port 8080, INFO as text, no port for metrics, Telegram's and our own limits."""
    settings = Settings({})
    assert (settings.api_url, settings.port, settings.log_level) == (TELEGRAM, 8080, "INFO")
    assert (settings.log_format, settings.metrics_port, settings.data) == ("text", None, Path("data"))
    assert (settings.sends_per_second, settings.questions_per_minute) == (30, 30)


PROXY = "http://proxy.example.org:3128"


@pytest.mark.parametrize(
    ("values", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": "proxy.example.org:3128"}, PROXY),
        ({"HTTPS_PROXY": "http://ada:pass@proxy.example.org"}, "http://ada:pass@proxy.example.org"),
        ({"ALL_PROXY": PROXY}, PROXY),
        ({"all_proxy": "http://other.example.org", "HTTPS_PROXY": PROXY}, PROXY),
        ({"HTTP_PROXY": PROXY}, None),
        ({"HTTP_PROXY": PROXY, "TELEGRAM_API_URL": "http://127.0.0.1:8081"}, PROXY),
        ({"ALL_PROXY": "socks5://127.0.0.1:1080", "NO_PROXY": "localhost,.telegram.org"}, None),
        ({"HTTPS_PROXY": PROXY, "no_proxy": "*"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "example.org, egram.org,,"}, PROXY),
    ],
)
def test_the_proxy_is_that_of_other_programs(values: dict[str, str], proxy: str | None) -> None:
    """In capitals or not, with a scheme or not, for all or for one scheme; it may hold a password."""
    found = Settings(values).proxy
    assert (found and found.reveal()) == proxy
    assert "pass" not in f"{found}"


@pytest.mark.parametrize("url", ["postgres://b12:pass@db/b12", "postgresql:///b12?host=/run/postgresql"])
def test_a_database_may_be_named_in_both_ways(url: str) -> None:
    """Platforms use either name; the host may be a folder of sockets. The password does not print."""
    found = Settings({"DATABASE_URL": url}).database_url
    assert found.reveal() == url
    assert "pass" not in f"{found!s}{found!r}"
    assert url in Settings({"DATABASE_URL": url}).secrets


def test_secrets_do_not_print() -> None:
    """Neither by print, nor in a format, nor in a traceback's repr."""
    token = Settings({"TELEGRAM_BOT_TOKEN": TOKEN}).token
    assert TOKEN not in f"{token} {token!r} {token!s} {[token]} %s" % token


def test_a_dotenv_file_fills_in_what_the_environment_does_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment wins; a file that can't be read is one clear line."""
    monkeypatch.setenv("PORT", "1111")
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    (tmp_path / ".env").write_text("PORT=2222\nLOG_LEVEL=ERROR\nEMPTY\n")
    settings = Settings.from_environment(tmp_path)
    assert (settings.port, settings.log_level) == (1111, "ERROR")
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfLOG_LEVEL=$HOME\n=\n")
    monkeypatch.delenv("PORT")
    with pytest.raises(SettingsError, match=r"LOG_LEVEL is .\$HOME"):
        _ = Settings.from_environment(tmp_path).log_level
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env can't be read"):
        Settings.from_environment(tmp_path)


@pytest.mark.parametrize("by_webhook", [False, True])
def test_no_wrong_value_passes_the_check(*, by_webhook: bool) -> None:
    """Whatever the variable; what only `webhook` needs is no matter for `poll`."""
    right = {"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": SECRET}
    Settings(right).check(by_webhook=by_webhook)
    any_text_is_right = {"METRICS_HOST", "B12BOT_DATA"}
    for variable in Settings.variables().values():
        settings = Settings(right | {variable.name: "\x00" * 201})
        is_used = by_webhook or not variable.is_for_webhook
        if is_used and variable.name not in any_text_is_right:
            with pytest.raises(SettingsError, match=f"^{variable.name} "):
                settings.check(by_webhook=by_webhook)
        else:
            settings.check(by_webhook=by_webhook)
