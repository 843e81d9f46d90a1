"""Telegram's HTML as its server reads it: the plain text, the entities, or the reason why it is refused."""

import re
from collections.abc import Iterable
from html import unescape

from bot.preview.telegram.values import ApiError, Entity, bad_request

ENTITY_OF = {"b": "bold", "i": "italic"}
"""The tags that the bot uses; Telegram has more, and the stand-in refuses them."""
WHITESPACE = " \t\r\n"

_PART = re.compile(r"<(/?)([^<>]*)(>?)|[^<]+")
"""A tag, or what stands between two."""


def utf16_length(text: str) -> int:
    """The length of a text in the units in which Telegram counts entities."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> tuple[str, tuple[Entity, ...]]:
    """The text that a person reads and its entities, or Telegram's refusal."""
    text = ""
    entities: list[Entity] = []
    opened: list[tuple[str, int]] = []
    for part in _PART.finditer(html):
        end, name, is_closed = part.groups()
        where = f"at byte offset {len(html[: part.start()].encode())}"
        if name is None:
            text += unescape(part[0])
        elif not is_closed:
            raise _refusal(f"Unclosed {'end' if end else 'start'} tag {where}")
        elif not end and name not in ENTITY_OF:
            raise _refusal(f'Unsupported start tag "{name}" {where}')
        elif not end:
            opened.append((name, utf16_length(text)))
        elif not opened:
            raise _refusal(f"Unexpected end tag {where}")
        else:
            begun, start = opened.pop()
            if name != begun:
                raise _refusal(f'Unmatched end tag {where}, expected "</{begun}>", found "</{name}>"')
            entities.append(Entity(ENTITY_OF[name], start, utf16_length(text) - start))
    if opened:
        raise _refusal(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return _trimmed(text, entities)


def _trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """The text without white space around it, as Telegram sends it on, and the entities moved along."""
    shift = utf16_length(text) - utf16_length(text.lstrip(WHITESPACE))
    text = text.strip(WHITESPACE)
    limit = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity.offset - shift, 0)
        end = min(entity.offset + entity.length - shift, limit)
        if start < end:
            kept.append(Entity(entity.type, start, end - start))
    return text, tuple(sorted(kept, key=lambda entity: (entity.offset, -entity.length)))


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
