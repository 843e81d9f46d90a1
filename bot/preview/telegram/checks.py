"""What Telegram would refuse: each check raises with Telegram's words where they are known.

Of what Telegram offers only that is known which the bot uses: the rest is refused, too.
"""

import json
import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from bot.preview.telegram.markup import WHITESPACE, parse_html
from bot.preview.telegram.values import JSON, Entity, Rows, bad_request

ACTIONS = frozenset({"callback_data", "url", "copy_text"})
MARKUPS = {
    "inline_keyboard": frozenset({"inline_keyboard"}),
    "keyboard": frozenset({"keyboard", "is_persistent", "resize_keyboard"}),
}
WEBHOOK_PORTS = (80, 88, 443, 8443)

Kind = Literal["int", "str", "bool", "list", "dict", "chat"]

_TYPES: dict[Kind, type] = {"int": int, "str": str, "bool": bool, "list": list, "dict": dict}


def params(raw: JSON, known: Mapping[str, Kind]) -> JSON:
    """The parameters of a call, each as the type that the method expects.

    A name that the method does not know is refused: Telegram ignores such a slip, and no test would see it.
    """
    unknown = sorted(raw.keys() - known.keys())
    if unknown:
        raise bad_request(f"unknown parameter {', '.join(unknown)}")
    return {name: _value(name, value, known[name]) for name, value in raw.items()}


def message_text(params: JSON) -> tuple[str, tuple[Entity, ...]]:
    """The text of a message after its markup was read."""
    raw: str = params.get("text", "")
    match params.get("parse_mode", "").lower():
        case "html":
            text, entities = parse_html(raw)
        case "":
            text, entities = raw.strip(WHITESPACE), ()
        case _:
            raise bad_request("unsupported parse_mode")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > 4096:
        raise bad_request("message is too long")
    return text, entities


def reply_markup(markup: JSON | None, *, inline_only: bool = False) -> JSON | None:
    """The markup under a message; an inline keyboard without buttons is none."""
    if markup is None:
        return None
    kind = next((name for name in MARKUPS if name in markup), None)
    if kind is None:
        raise bad_request("object expected as reply markup")
    _known_keys(markup, MARKUPS[kind], "reply markup")
    if inline_only and kind != "inline_keyboard":
        raise bad_request("inline keyboard expected")
    if kind == "inline_keyboard":
        return _inline_keyboard(markup)
    if kind == "keyboard":
        _reply_keyboard(markup)
    return markup


def keyboard_labels(markup: JSON) -> Rows:
    """The labels of a reply keyboard."""
    return [[button["text"] for button in row] for row in markup["keyboard"]]


def commands(items: list[JSON]) -> dict[str, str]:
    """The names of a list of commands and what each does."""
    if len(items) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for item in items:
        _known_keys(item, frozenset({"command", "description"}), "BotCommand")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(item.get("command", "")), re.ASCII):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(item.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {item["command"]: item["description"] for item in items}


def at_most(text: str, limit: int, refusal: str) -> str:
    """A text that fits."""
    if len(text) > limit:
        raise bad_request(refusal)
    return text


def webhook(url: str, secret: str) -> None:
    """The address and the secret of a webhook."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    at_most(secret, 256, "secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def _known_keys(item: object, known: frozenset[str], what: str) -> JSON:
    """The item, an object that holds nothing but what is known."""
    if not isinstance(item, dict):
        raise bad_request(f"can't parse {what}: expected an Object")
    unknown = sorted(item.keys() - known)
    if unknown:
        raise bad_request(f"can't parse {what}: unknown field {', '.join(unknown)}")
    return item


def _rows(rows: object) -> list[list[JSON]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply markup: expected an Array of Arrays of buttons")
    if any(len(row) > 8 for row in rows):
        raise bad_request("can't parse reply markup: more than 8 buttons in a row")
    return rows


def _inline_keyboard(markup: JSON) -> JSON | None:
    rows = _rows(markup["inline_keyboard"])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise bad_request("can't parse reply markup: more than 100 buttons")
    for button in buttons:
        _inline_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def _inline_button(item: JSON) -> None:
    what = "inline keyboard button"
    button = _known_keys(item, ACTIONS | {"text"}, what)
    if not _is_label(button.get("text")):
        raise bad_request(f'can\'t parse {what}: Field "text" must be a non-empty String')
    actions = [name for name in button if name in ACTIONS]
    if not actions:
        raise bad_request(f"can't parse {what}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse {what}: more than one action: {', '.join(sorted(actions))}")
    data, url = button.get("callback_data", "-"), button.get("url", "https://example.org")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if not isinstance(url, str) or not re.match(r"(https?|tg|ton)://\S+$", url):
        raise bad_request("BUTTON_URL_INVALID")
    copied = button.get("copy_text", {"text": "-"})
    if not isinstance(copied, dict) or not 1 <= len(str(copied.get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _reply_keyboard(markup: JSON) -> None:
    what = "keyboard button"
    for row in _rows(markup["keyboard"]):
        for button in row:
            if not _is_label(_known_keys(button, frozenset({"text"}), what).get("text")):
                raise bad_request(f'can\'t parse {what}: Field "text" must be a non-empty String')


def _is_label(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _value(name: str, value: object, kind: Kind) -> object:
    if kind == "chat":
        return _number_or_name(value)
    if isinstance(value, str) and kind != "str":
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name}: expected {kind}") from None
    right = _TYPES[kind]
    # A bool is an int to Python, not to Telegram.
    if not isinstance(value, right) or (isinstance(value, bool) and kind != "bool"):
        raise bad_request(f"can't parse {name}: expected {kind}")
    return value


def _number_or_name(value: object) -> int | str:
    text = str(value)
    return int(text) if text.removeprefix("-").isdecimal() else text
