"""Settings from the environment, read once; in development also from a `.env` file. Secrets never print.

The one module that touches the environment. A variable is parsed when its setting is read, so that a command
asks only for what it needs; `check` reads all.
"""

import logging
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import SplitResult, urlsplit

import platformdirs
from dotenv import dotenv_values

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = {None, 443, 80, 88, 8443}
"""Ports that Telegram sends webhooks to; None is the scheme's own."""
HIGHEST_PORT = 65_535
LONGEST_CONTACT = 200
"""Characters of a contact that fit a message."""

T_co = TypeVar("T_co", covariant=True)

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


def _token(value: str) -> Secret:
    if not value:
        raise ValueError(
            "is not set: talk to @BotFather on Telegram, send /newbot, and put the token into the "
            "environment or a .env file. To try the bot without one: python -m bot chat"
        )
    if not _TOKEN.fullmatch(value):
        raise ValueError("is not a bot token: copy it whole from @BotFather (digits, a colon, more)")
    return Secret(value)


def _address(value: str, schemes: Sequence[str]) -> str:
    """Return the address of a server, by one of the schemes, without a slash at its end."""
    if not _is_server(value, schemes):
        raise ValueError(f"is not an address like {schemes[0]}://example.org: mend it or leave it out")
    return value.rstrip("/")


def _webhook_url(value: str) -> str:
    if not value:
        raise ValueError("is not set: set it to the bot's public address, https://…")
    url = _address(value, ("https",))
    if urlsplit(url).port not in WEBHOOK_PORTS:
        raise ValueError("has a port that Telegram does not call: leave it out, or use 443 or 8443")
    return url


def _webhook_secret(value: str) -> Secret:
    if not _SECRET.fullmatch(value):
        what = "is not 16 to 256 letters, digits, _ or -" if value else "is not set"
        remedy = 'make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'
        raise ValueError(f"{what}: {remedy}")
    return Secret(value)


def _database_url(value: str) -> Secret:
    parts = _split(value, ("postgres", "postgresql"))
    # A folder of sockets stands behind a question mark.
    if value and not (parts and (parts.hostname or "host=" in parts.query)):
        raise ValueError(
            "is not an address like postgresql://name:password@host:5432/database: mend it, or leave it out "
            "for a file in B12BOT_DATA"
        )
    return Secret(value)


def _number(value: str, highest: int = 999_999) -> int:
    if not _NUMBER.fullmatch(value) or int(value) > highest:
        raise ValueError(f"is “{value[:20]}”, not a number from 1 to {highest}: set or remove it")
    return int(value)


def _contact(value: str) -> str:
    if len(value) > LONGEST_CONTACT or not value.isprintable():
        raise ValueError(f"is not one line of {LONGEST_CONTACT} characters at most: shorten it")
    return value


def _one_of(value: str, known: Sequence[str]) -> str:
    spelling = {one.casefold(): one for one in known}
    if value.casefold() not in spelling:
        raise ValueError(f"is “{value[:20]}”: use one of {', '.join(known)}")
    return spelling[value.casefold()]


@dataclass(frozen=True, slots=True)
class Variable(Generic[T_co]):
    """A variable of the environment, as an attribute of the `Settings`."""

    name: str
    parse: Callable[[str], T_co]
    """Makes the setting of the value; raises a `ValueError` with what is wrong, and the remedy."""
    default: str = ""
    is_for_webhook: bool = False
    """Whether only `webhook` needs it."""
    is_secret: bool = False

    def __get__(self, settings: "Settings", owner: type["Settings"]) -> T_co:
        try:
            return self.parse(settings.given(self.name) or self.default)
        except ValueError as error:
            raise SettingsError(f"{self.name} {error}") from None


class Settings:
    """What the operator decides; the README lists every variable, and says what it is."""

    token = Variable("TELEGRAM_BOT_TOKEN", _token, is_secret=True)
    api_url = Variable("TELEGRAM_API_URL", partial(_address, schemes=("https", "http")), TELEGRAM)
    webhook_url = Variable("WEBHOOK_URL", _webhook_url, is_for_webhook=True)
    webhook_secret = Variable("WEBHOOK_SECRET", _webhook_secret, is_for_webhook=True, is_secret=True)
    port = Variable("PORT", partial(_number, highest=HIGHEST_PORT), "8080", is_for_webhook=True)
    metrics_port = Variable("METRICS_PORT", lambda value: _number(value, HIGHEST_PORT) if value else None)
    metrics_host = Variable("METRICS_HOST", str, "127.0.0.1")
    data = Variable("B12BOT_DATA", Path, "data")
    database_url = Variable("DATABASE_URL", _database_url, is_secret=True)
    sends_per_second = Variable("SENDS_PER_SECOND", _number, "30")
    questions_per_minute = Variable("QUESTIONS_PER_MINUTE", _number, "30")
    contact = Variable("DEVELOPER_CONTACT", _contact)
    log_level = Variable("LOG_LEVEL", partial(_one_of, known=("DEBUG", "INFO", "WARNING", "ERROR")), "INFO")
    log_format = Variable("LOG_FORMAT", partial(_one_of, known=("text", "json")), "text")

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    @classmethod
    def from_environment(cls, folder: Path | None = None) -> "Settings":
        """Read the environment; a `.env` file in `folder` (default: here) fills in what is not set."""
        # A $ in a secret is a $, and a line that makes no sense is not worth a log line of the library.
        logging.getLogger("dotenv").setLevel(logging.CRITICAL)
        path = (folder or Path.cwd()) / ".env"
        try:
            file = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f".env can't be read ({type(error).__name__}): mend or remove it") from None
        return cls({key: value for key, value in file.items() if value is not None} | dict(os.environ))

    @classmethod
    def variables(cls) -> "dict[str, Variable[object]]":
        """Return all variables, by the name of their setting."""
        return {name: one for name, one in vars(cls).items() if isinstance(one, Variable)}

    def check(self, *, by_webhook: bool) -> None:
        """Raise for what `poll`, or `webhook`, could not start with."""
        for name, variable in self.variables().items():
            if by_webhook or not variable.is_for_webhook:
                getattr(self, name)
        _ = self.proxy

    def given(self, name: str) -> str:
        """Return the value of a variable without white space around it; empty if it is not set."""
        return self._values.get(name, "").strip()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be logged, as far as it is set."""
        names = (one.name for one in self.variables().values() if one.is_secret)
        return tuple(filter(None, map(self.given, names)))

    @property
    def proxy(self) -> Secret | None:
        """HTTPS_PROXY, else ALL_PROXY: the http proxy before the Bot API, unless NO_PROXY excepts that."""
        api = urlsplit(self.api_url)
        name = next(filter(self._in_any_case, (f"{api.scheme.upper()}_PROXY", "ALL_PROXY")), "")
        if not name or _is_excepted(api.hostname or "", self._in_any_case("NO_PROXY")):
            return None
        value = self._in_any_case(name)
        proxy = value if "://" in value else f"http://{value}"
        if not _is_server(proxy, ("http",)):
            raise SettingsError(
                f"{name} is not an http proxy, like http://proxy.example.org:3128, and other kinds can't be "
                "used: name one, or except the Bot API by NO_PROXY"
            )
        return Secret(proxy)

    @property
    def learnt_folders(self) -> tuple[Path, ...]:
        """Where a learnt file may be, best first: B12BOT_DATA (or `data`, if there), the user's cache."""
        data = (self.data,) if self.given("B12BOT_DATA") or self.data.is_dir() else ()
        return (*data, platformdirs.user_cache_path("b12bot"))

    @property
    def is_github_action(self) -> bool:
        """Whether this runs in GitHub Actions, which says so itself."""
        return self.given("GITHUB_ACTIONS") == "true"

    @property
    def is_dumb(self) -> bool:
        """TERM: whether the terminal would show codes for bold and the like as they are."""
        return (self.given("TERM") or "dumb") == "dumb"

    def _in_any_case(self, name: str) -> str:
        """Return the value of a variable that other programs know in small letters, too."""
        return self.given(name.lower()) or self.given(name)


def _split(url: str, schemes: Sequence[str]) -> SplitResult | None:
    """Return the parts of an address by one of the schemes; None if it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts if parts.scheme in schemes and not parts.fragment else None


def _is_server(url: str, schemes: Sequence[str]) -> bool:
    parts = _split(url, schemes)
    return parts is not None and not parts.query and _HOST.fullmatch(parts.hostname or "") is not None


def _is_excepted(host: str, no_proxy: str) -> bool:
    """Say whether a list as NO_PROXY has it names a host, a domain of it, or all by an asterisk."""
    names = (name.strip().lower().lstrip(".") for name in no_proxy.split(","))
    return any(name == "*" or f".{host}".endswith(f".{name}") for name in names if name)
