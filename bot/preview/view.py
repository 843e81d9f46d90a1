"""Messages as the chat page draws them: a tree of marked texts, and no HTML, so that none can be injected."""

import re
from collections.abc import Iterator, Sequence

from bot.preview.telegram import JSON, Entity, Message

UNIT = 2
"""Bytes of a UTF-16 unit, in which Telegram counts."""
SHORT = 80
"""Characters of a message that are shown where another one answers it."""

_SAFE = re.compile(r"https?://\S+", re.ASCII | re.IGNORECASE)
"""Addresses that become links; of any other, only the words are shown."""
_FOUND = re.compile(
    r"(?P<link>https?://[^\s<>\"]*[^\s<>\".,:;!?)]|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|uk|eu|gov)\b)"
    r"|(?<![\w/])(?P<bot_command>/[a-z0-9_]{1,32})\b"
)
"""What Telegram's apps find in a text by themselves."""

Node = str | JSON
"""A text, or a part that is marked: its `type`, its `children`, for a link its `href`."""


def of_bot(message: Message) -> JSON:
    """A message of the bot."""
    rows = [[_button(button) for button in row] for row in message.inline_rows]
    return _common(message.as_json()) | {
        "from": "bot",
        "nodes": tree(message.text, message.entities),
        "rows": rows,
    }


def of_person(message: JSON) -> JSON:
    """A message of a person, whose texts have no marks."""
    sender = message["from"]
    text = message.get("text", "")
    return _common(message) | {
        "from": sender["id"],
        "name": sender["first_name"],
        "nodes": [text],
        "rows": [],
    }


def tree(text: str, entities: Sequence[Entity]) -> list[Node]:
    """A text with its entities as nested nodes; parts that overlap are cut where the outer one ends."""
    units = text.encode("utf-16-le")
    ordered = sorted(entities, key=lambda entity: (entity.offset, -entity.length))
    return list(_nodes(units, 0, len(units) // UNIT, ordered))


def _nodes(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Iterator[Node]:
    """Yield the nodes of a stretch of the text, in which all `entities` begin."""
    at = start
    while entities:
        first, *rest = entities
        stop = min(first.offset + first.length, end)
        inside = [entity for entity in rest if entity.offset < stop]
        entities = rest[len(inside) :]
        yield from _plain(units, at, first.offset)
        yield {"type": first.type, "children": list(_nodes(units, first.offset, stop, inside))}
        at = stop
    yield from _plain(units, at, end)


def _plain(units: bytes, start: int, end: int) -> Iterator[Node]:
    """Yield a stretch without marks, with the links and commands in it."""
    text, at = units[start * UNIT : end * UNIT].decode("utf-16-le", errors="replace"), 0
    for match in _FOUND.finditer(text):
        if before := text[at : match.start()]:
            yield before
        node: JSON = {"type": match.lastgroup, "children": [match.group()]}
        if match.lastgroup == "link":
            node["href"] = match.group() if _SAFE.fullmatch(match.group()) else f"https://{match.group()}"
        yield node
        at = match.end()
    if rest := text[at:]:
        yield rest


def _common(message: JSON) -> JSON:
    answered = message.get("reply_to_message")
    return {
        "id": message["message_id"],
        "chat": message["chat"]["id"],
        "time": message["date"],
        "edited": "edit_date" in message,
        "reply": answered and _quoted(answered),
    }


def _quoted(message: JSON) -> JSON:
    return {
        "id": message["message_id"],
        "name": message["from"]["first_name"],
        "text": " ".join(message.get("text", "").split())[:SHORT],
    }


def _button(button: JSON) -> JSON:
    """A button under a message; only those for the bot, links and copies do something on the page."""
    shown: JSON = {"label": button["text"], "does": "nothing"}
    if "callback_data" in button:
        return shown | {"does": "tap"}
    if "copy_text" in button:
        return shown | {"does": "copy", "text": button["copy_text"]["text"]}
    if _SAFE.fullmatch(button.get("url", "")):
        return shown | {"does": "open", "href": button["url"]}
    return shown
