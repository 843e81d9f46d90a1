"""Settings from the environment, read once; in development also from a `.env` file. Secrets never print.

The one module that touches the environment. Each setting is read by a property that raises a `SettingsError`
naming the variable and the remedy, so that a command asks only for what it needs.
"""

import io
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from dotenv import dotenv_values

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"
LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
WEBHOOK_PORTS = {None, 443, 80, 88, 8443}
"""Ports that Telegram sends webhooks to; None is the scheme's own."""
HIGHEST_PORT = 65_535
HIGHEST_RATE = 999_999
"""In effect no limit."""

LONGEST_CONTACT = 200
"""Characters of a contact that fit a message."""

_TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{8,}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|[0-9a-f]*:[0-9a-f:.]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class Secret(str):
    """A text that shows itself to nobody who merely prints it. Use `reveal` where it is really needed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def reveal(self) -> str:
        """Return the secret itself, as a plain text."""
        return "".join(self)


class Settings:
    """What the operator decides; the README lists every variable."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    @classmethod
    def from_environment(cls, folder: Path | None = None) -> "Settings":
        """Read the environment; a `.env` file in `folder` (default: here) fills in what is not set."""
        path = (folder or Path.cwd()) / ".env"
        try:
            text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f".env can't be read ({type(error).__name__}): mend or remove the file"
            ) from None
        # A $ in a secret is a $, and a line that makes no sense is not worth a log line of the library.
        logging.getLogger("dotenv").setLevel(logging.CRITICAL)
        file = dotenv_values(stream=io.StringIO(text), interpolate=False)
        return cls({key: value for key, value in file.items() if value is not None} | dict(os.environ))

    @property
    def token(self) -> Secret:
        """TELEGRAM_BOT_TOKEN: the bot's token from @BotFather."""
        token = self._get("TELEGRAM_BOT_TOKEN")
        if not token:
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not set: talk to @BotFather on Telegram, send /newbot, and put the "
                "token into the environment or a .env file. To try the bot without one: python -m bot chat"
            )
        if not _TOKEN.fullmatch(token):
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not a bot token: copy it whole from @BotFather (digits, a colon, more)"
            )
        return Secret(token)

    @property
    def api_url(self) -> str:
        """TELEGRAM_API_URL: where the Bot API is; tests and the preview point it at a server of their own."""
        return self._url("TELEGRAM_API_URL", TELEGRAM, schemes=("https", "http"))

    @property
    def proxy(self) -> Secret | None:
        """HTTPS_PROXY, else ALL_PROXY: the http proxy before the Bot API, unless NO_PROXY excepts that."""
        api = urlsplit(self.api_url)
        name = next(filter(self._in_any_case, (f"{api.scheme.upper()}_PROXY", "ALL_PROXY")), "")
        if not name or _is_excepted(api.hostname or "", self._in_any_case("NO_PROXY")):
            return None
        value = self._in_any_case(name)
        proxy = value if "://" in value else f"http://{value}"
        if not _is_address(proxy, ("http",)):
            raise SettingsError(
                f"{name} is not an http proxy, like http://proxy.example.org:3128, and other kinds can't be "
                "used: name one, or except the Bot API by NO_PROXY"
            )
        return Secret(proxy)

    @property
    def webhook_url(self) -> str:
        """WEBHOOK_URL: the public https address of this bot."""
        url = self._url("WEBHOOK_URL", "", schemes=("https",))
        if urlsplit(url).port not in WEBHOOK_PORTS:
            raise SettingsError(
                "WEBHOOK_URL has a port that Telegram does not call: leave it out, or use 443 or 8443"
            )
        return url

    @property
    def webhook_secret(self) -> Secret:
        """WEBHOOK_SECRET: what Telegram sends along so that we know it is Telegram."""
        secret = self._get("WEBHOOK_SECRET")
        if not _SECRET.fullmatch(secret):
            what = "is not 16 to 256 letters, digits, _ or -" if secret else "is not set"
            remedy = 'make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'
            raise SettingsError(f"WEBHOOK_SECRET {what}: {remedy}")
        return Secret(secret)

    @property
    def port(self) -> int:
        """PORT: where the webhook server listens."""
        return _number("PORT", self._get("PORT") or "8080", HIGHEST_PORT)

    @property
    def metrics_port(self) -> int | None:
        """METRICS_PORT: where health and metrics are shown; None if only where the webhook server listens."""
        value = self._get("METRICS_PORT")
        return _number("METRICS_PORT", value, HIGHEST_PORT) if value else None

    @property
    def metrics_host(self) -> str:
        """METRICS_HOST: the address on which METRICS_PORT listens; by default only this machine itself."""
        return self._get("METRICS_HOST") or "127.0.0.1"

    @property
    def data(self) -> Path:
        """B12BOT_DATA: the folder for what the bot keeps."""
        return Path(self._get("B12BOT_DATA") or "data")

    @property
    def database_url(self) -> Secret:
        """DATABASE_URL: the PostgreSQL database that several processes share; empty for a SQLite file."""
        url = self._get("DATABASE_URL")
        if url and not _is_database(url):
            raise SettingsError(
                "DATABASE_URL is not an address like postgresql://name:password@host:5432/database: mend it, "
                "or leave it out for a file in B12BOT_DATA"
            )
        return Secret(url)

    @property
    def is_github_action(self) -> bool:
        """Whether this runs in GitHub Actions, which says so itself."""
        return self._values.get("GITHUB_ACTIONS") == "true"

    @property
    def learnt_folders(self) -> tuple[Path, ...]:
        """Where a learnt file may be, best first: B12BOT_DATA (or `data`, if there), the user's cache."""
        data = (self.data,) if self._get("B12BOT_DATA") or self.data.is_dir() else ()
        return (*data, platformdirs.user_cache_path("b12bot"))

    @property
    def sends_per_second(self) -> int:
        """SENDS_PER_SECOND: messages that the bot sends in a second, at most; Telegram allows 30."""
        return _number("SENDS_PER_SECOND", self._get("SENDS_PER_SECOND") or "30", HIGHEST_RATE)

    @property
    def questions_per_minute(self) -> int:
        """QUESTIONS_PER_MINUTE: messages of one person that are answered in a minute."""
        return _number("QUESTIONS_PER_MINUTE", self._get("QUESTIONS_PER_MINUTE") or "30", HIGHEST_RATE)

    @property
    def log_level(self) -> str:
        """LOG_LEVEL: how much is logged."""
        return _one_of("LOG_LEVEL", (self._get("LOG_LEVEL") or "INFO").upper(), LOG_LEVELS)

    @property
    def log_format(self) -> str:
        """LOG_FORMAT: lines for people, or JSON objects for programs."""
        return _one_of("LOG_FORMAT", (self._get("LOG_FORMAT") or "text").lower(), LOG_FORMATS)

    @property
    def is_dumb(self) -> bool:
        """TERM: whether the terminal would show codes for bold and the like as they are."""
        return self._values.get("TERM", "dumb") == "dumb"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be logged, as far as it is set."""
        names = ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET", "DATABASE_URL")
        return tuple(filter(None, map(self._get, names)))

    @property
    def contact(self) -> str:
        """DEVELOPER_CONTACT: how to reach who runs this bot; /developer_info shows it."""
        contact = self._get("DEVELOPER_CONTACT")
        if len(contact) > LONGEST_CONTACT or not contact.isprintable():
            raise SettingsError(
                f"DEVELOPER_CONTACT is not one line of {LONGEST_CONTACT} characters at most: shorten it"
            )
        return contact

    def check_telegram(self) -> None:
        """Raise for what `poll` could not start with."""
        _ = self.log_level, self.log_format, self.token, self.api_url, self.proxy, self.metrics_port
        _ = self.sends_per_second, self.questions_per_minute, self.data, self.database_url, self.contact

    def check_webhook(self) -> None:
        """Raise for what `webhook` could not start with."""
        self.check_telegram()
        _ = self.webhook_url, self.webhook_secret, self.port

    def _get(self, name: str) -> str:
        return self._values.get(name, "").strip()

    def _in_any_case(self, name: str) -> str:
        """Return the value of a variable that other programs know in small letters, too."""
        return self._get(name.lower()) or self._get(name)

    def _url(self, name: str, default: str, *, schemes: tuple[str, ...]) -> str:
        url = self._get(name) or default
        if not url:
            raise SettingsError(f"{name} is not set: set it to the bot's public address, https://…")
        if not _is_address(url, schemes):
            raise SettingsError(
                f"{name} is not an address like {schemes[0]}://example.org: mend it or leave it out"
            )
        return url.rstrip("/")


def _is_address(url: str, schemes: tuple[str, ...]) -> bool:
    """Say whether this is the address of a server, by one of the schemes."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    is_host = _HOST.fullmatch(parts.hostname or "") is not None
    return parts.scheme in schemes and is_host and not parts.query and not parts.fragment


def _is_database(url: str) -> bool:
    """Say whether this looks like a PostgreSQL address; its host may stand behind a question mark."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    is_named = bool(parts.hostname) or "host=" in parts.query
    return parts.scheme in {"postgres", "postgresql"} and is_named and not parts.fragment


def _is_excepted(host: str, no_proxy: str) -> bool:
    """Say whether a list as NO_PROXY has it names a host, a domain of it, or all by an asterisk."""
    names = (name.strip().lower().lstrip(".") for name in no_proxy.split(","))
    return any(name == "*" or f".{host}".endswith(f".{name}") for name in names if name)


def _number(name: str, value: str, highest: int) -> int:
    """Return the number that a variable holds."""
    if not _NUMBER.fullmatch(value) or int(value) > highest:
        raise SettingsError(f"{name} is “{value[:20]}”, not a number from 1 to {highest}: set or remove it")
    return int(value)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """Return the value of a variable that has few."""
    if value not in known:
        raise SettingsError(f"{name} is “{value[:20]}”: use one of {', '.join(known)}")
    return value
