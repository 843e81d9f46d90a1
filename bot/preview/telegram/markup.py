"""Telegram's HTML as its server reads it: the plain text, the entities, or the reason why it is refused."""

import re
from dataclasses import dataclass, replace

from bot.preview.telegram.values import ApiError, Entity, bad_request

ENTITY_OF = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
WHITESPACE = " \t\r\n"

_TAG_NAME = re.compile(r"<(/?)([^\s>]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*(=)\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))?)?""")
_TAG_END = re.compile(r"\s*>")
_REFERENCE = re.compile(r"&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|([a-z]+));?", re.IGNORECASE)
_PLAIN = re.compile(r"[^<]+")


def utf16_length(text: str) -> int:
    """The length of a text in the units in which Telegram counts entities."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> tuple[str, tuple[Entity, ...]]:
    """The text that a person reads and its entities, or Telegram's refusal."""
    return trim(*_Parser(html).parse())


def trim(text: str, entities: tuple[Entity, ...]) -> tuple[str, tuple[Entity, ...]]:
    """The text without white space around it, as Telegram sends it on, and the entities moved along."""
    shift = utf16_length(text) - utf16_length(text.lstrip(WHITESPACE))
    text = text.strip(WHITESPACE)
    limit = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity.offset - shift, 0)
        end = min(entity.offset + entity.length - shift, limit)
        if start < end:
            kept.append(replace(entity, offset=start, length=end - start))
    return text, tuple(sorted(kept, key=lambda entity: (entity.offset, -entity.length)))


@dataclass
class _OpenTag:
    name: str
    offset: int
    start: int
    """Index of the first piece inside of the tag."""
    attributes: dict[str, str]


class _Parser:
    """One pass over the text, a stack of open tags."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, tuple[Entity, ...]]:
        position = 0
        while position < len(self.html):
            plain = _PLAIN.match(self.html, position)
            position = self._plain(plain) if plain else self._tag(position)
        if self.open:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.pieces), tuple(self.entities)

    def _plain(self, match: re.Match[str]) -> int:
        piece = _REFERENCE.sub(_dereference, match.group())
        self.pieces.append(piece)
        self.length += utf16_length(piece)
        return match.end()

    def _tag(self, position: int) -> int:
        match = _TAG_NAME.match(self.html, position)
        if match is None:
            raise self._refusal_at(position, "Unclosed start tag")
        name = match.group(2).lower()
        if match.end() == len(self.html):
            raise self._refusal_at(position, f"Unclosed {'end' if match.group(1) else 'start'} tag")
        if match.group(1):
            return self._end_tag(position, name, match.end())
        if name not in ENTITY_OF:
            raise self._refusal_at(position, f'Unsupported start tag "{name}"')
        attributes, end = self._attributes(position, name, match.end())
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal_at(position, 'Tag "span" must have class "tg-spoiler"')
        self.open.append(_OpenTag(name, self.length, len(self.pieces), attributes))
        return end

    def _attributes(self, tag: int, name: str, position: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while not (end := _TAG_END.match(self.html, position)):
            match = _ATTRIBUTE.match(self.html, position)
            if match is None:
                raise self._refusal_at(tag, "Unclosed start tag")
            attribute, equals, *values = match.groups()
            if equals and all(value is None for value in values):
                raise self._refusal_at(tag, "Unclosed start tag")
            if not equals and attribute != "expandable":
                reason = f'Expected equal sign in declaration of an attribute of the tag "{name}"'
                raise self._refusal_at(tag, reason)
            found[attribute.lower()] = _REFERENCE.sub(_dereference, "".join(value or "" for value in values))
            position = match.end()
        return found, end.end()

    def _end_tag(self, position: int, name: str, after_name: int) -> int:
        end = _TAG_END.match(self.html, after_name)
        if end is None:
            raise self._refusal_at(position, "Unclosed end tag")
        if not self.open:
            raise self._refusal_at(position, "Unexpected end tag")
        tag = self.open.pop()
        if name not in ("", tag.name):
            raise self._refusal_at(
                position, "Unmatched end tag", f', expected "</{tag.name}>", found "</{name}>"'
            )
        self._close(tag)
        return end.end()

    def _close(self, tag: _OpenTag) -> None:
        entity = Entity(ENTITY_OF[tag.name], tag.offset, self.length - tag.offset)
        language = tag.attributes.get("class", "").removeprefix("language-")
        match tag.name:
            case "a":
                entity = replace(entity, url=tag.attributes.get("href") or "".join(self.pieces[tag.start :]))
            case "tg-emoji":
                entity = replace(entity, custom_emoji_id=tag.attributes.get("emoji-id", ""))
            case "blockquote" if "expandable" in tag.attributes:
                entity = replace(entity, type="expandable_blockquote")
            case "code" if language and self.open and self.open[-1].name == "pre":
                self.open[-1].attributes["language"] = language
                return
            case "pre":
                entity = replace(entity, language=tag.attributes.get("language"))
        self.entities.append(entity)

    def _refusal_at(self, position: int, reason: str, rest: str = "") -> ApiError:
        return _refusal(f"{reason} at byte offset {len(self.html[:position].encode())}{rest}")


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _dereference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return REFERENCES.get(name.lower(), match.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    surrogate = 0xD800 <= code <= 0xDFFF
    return chr(code) if 0 < code <= 0x10FFFF and not surrogate else match.group()
