"""YAML nodes to values by the types of the values' fields: the dataclasses are what the files must hold.

Nothing here raises on an editor's mistake. Something usable takes the place of what is wrong or missing, and
each mistake is noted, so that one run finds all mistakes of all files.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum, auto
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.nodes import kind_of, mark_of
from bot.knowledge.problems import Mark, Problem, Text

T = TypeVar("T")

_TAG = "tag:yaml.org,2002:"
_NUMBERS = {
    int: (re.compile(r"0|[1-9][0-9]{0,3}"), f"{_TAG}int", "a whole number"),
    float: (re.compile(r"-?[0-9]{1,3}\.[0-9]{1,6}"), f"{_TAG}float", "a number with decimals"),
}
"""By type: how an editor writes it, what YAML then takes it for, and what it is called."""
_BLANK_LINES = re.compile(r"\n\s*\n")


class As(Enum):
    """How a field is read, where its type alone does not say."""

    KEY = auto()
    """It is the key under which the value stands; values that have one are a mapping, not a list."""
    PARAGRAPHS = auto()
    """It is one text, whose paragraphs are parted by blank lines."""
    REQUIRED = auto()
    """A file must have it, though a value may go without."""


@dataclass(frozen=True)
class Keys:
    """The keys that a mapping must have."""

    names: tuple[str, ...]
    are_all: bool = True
    """Whether it may have no others."""


Texts = tuple[Text, ...]
Key = Annotated[Text, As.KEY]
Paragraphs = Annotated[tuple[Text, ...], As.PARAGRAPHS]
"""A text of the bot, one entry a paragraph."""

FieldType = Any
"""The type of a field: a class, a generic alias, or `Annotated`."""
Value = Any
"""A value of the type that is asked for."""


def taken_apart(kind: FieldType) -> tuple[FieldType, object]:
    """Return a type without what is optional or annotated about it, and its annotation."""
    origin: object = get_origin(kind)
    kinds = get_args(kind)
    if origin is Annotated:
        return kinds[0], kinds[1]
    return (kinds[0] if isinstance(kind, UnionType) else kind), None


def has_key(kind: FieldType) -> bool:
    """Whether values of this type know the key under which they stand."""
    return is_dataclass(kind) and any(field.type == Key for field in fields(kind))


def is_required(field: "Field[Any]") -> bool:
    """Whether a file must have the key of this field."""
    has_default = field.default is not MISSING or field.default_factory is not MISSING
    return not has_default or taken_apart(field.type)[1] is As.REQUIRED


def decode(kind: type[T], node: MappingNode | None, file: str, problems: list[Problem]) -> T:
    """Return what a file says, given its root: an empty value where that is None. Adds to `problems`."""
    at = mark_of(node, file) if node else Mark(file, 1, 1)
    value: T = _Decoder(file, problems).value(kind, node, Text("", at))
    return value


class _Decoder:
    """Reads the nodes of one file."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems

    def value(self, kind: FieldType, node: Node | None, key: Text) -> Value:
        """Return what stands under a key; something empty where that is nothing."""
        kind, said = taken_apart(kind)
        if said is As.PARAGRAPHS:
            return self._paragraphs(node, key)
        if kind is Text:
            return self._text(node, key, f"“{key}” is empty, write its text or remove the key")
        if is_dataclass(kind):
            return self._record(kind, node, key)
        if kinds := get_args(kind):
            of, then = kinds  # a tuple of any length, or a mapping
            return self._items(of, node, key) if then is ... else self._mapping(then, node, key, said)
        return (node and self._number(kind, node, said)) or kind()

    def _record(self, kind: FieldType, node: Node | None, key: Text) -> Value:
        entries, values = self._entries(node), {}
        for field in fields(kind):
            name = field.name
            if field.type == Key:
                values[name] = key
            elif name in entries:
                values[name] = self.value(field.type, entries[name][1], entries[name][0])
            elif is_required(field):
                self._missing(name, node, key)
                values[name] = self.value(field.type, None, Text(name, key.mark))
        self._refuse_others(entries, [field.name for field in fields(kind) if field.type != Key])
        return kind(**values)

    def _mapping(self, kind: FieldType, node: Node | None, key: Text, said: object) -> dict[Text, Any]:
        entries = self._entries(node)
        if isinstance(said, Keys):
            if said.are_all:
                self._refuse_others(entries, said.names)
            for name in said.names:
                if name not in entries:
                    self._missing(name, node, key)
        return {own: self.value(kind, value, own) for own, value in entries.values()}

    def _items(self, kind: FieldType, node: Node | None, key: Text) -> tuple[Any, ...]:
        if node is None:
            return ()
        if has_key(kind):
            return tuple(self.value(kind, value, own) for own, value in self._entries(node).values())
        nodes = [node] if kind is int and isinstance(node, ScalarNode) else self._nodes(node, key)
        if kind is Text:
            empty = f"an entry of “{key}” is empty, write its text or remove it"
            return tuple(self._text(item, key, empty) for item in nodes)
        if kind is int:
            numbers = (self._number(kind, item) for item in nodes)
            return tuple(number for number in numbers if number is not None)
        return tuple(self.value(kind, item, Text(key, mark_of(item, self._file))) for item in nodes)

    def _nodes(self, node: Node, key: Text) -> list[Node]:
        if not isinstance(node, SequenceNode):
            self._wrong(node, "a list")
            return []
        if not node.value:
            self._note(node, f"the list “{key}” is empty, add to it or remove the key", "empty-list")
        nodes: list[Node] = node.value
        return nodes

    def _entries(self, node: Node | None) -> dict[str, tuple[Text, Node]]:
        """Return the entries of a mapping by their keys, each with its key as it is written."""
        entries: dict[str, tuple[Text, Node]] = {}
        if node is not None and not isinstance(node, MappingNode):
            self._wrong(node, "a mapping")
        for key_node, value in node.value if isinstance(node, MappingNode) else ():
            key = self._scalar(key_node)
            if key in entries:
                first = f"the key “{key}” is already in line {entries[key][0].mark.line}, merge the two"
                self._problems.append(Problem(key.mark, first, "duplicate-key"))
            entries[key] = (key, value)
        return entries

    def _paragraphs(self, node: Node | None, key: Text) -> Texts:
        text = self._text(node, key, f"“{key}” is empty, write its text or remove the key")
        parts = (" ".join(part.split()) for part in _BLANK_LINES.split(text))
        return tuple(Text(part, text.mark) for part in parts if part)

    def _text(self, node: Node | None, key: Text, empty: str) -> Text:
        if node is None:
            return Text("", key.mark)
        text = self._scalar(node)
        if not text.strip():
            self._note(node, empty, "empty-text")
        return text

    def _scalar(self, node: Node) -> Text:
        mark = mark_of(node, self._file)
        if not isinstance(node, ScalarNode):
            self._wrong(node, "text")
            return Text("?", mark)
        if node.tag != f"{_TAG}str" and node.value:
            self._wrong(node, "text")
        return Text(node.value, mark)

    def _number(self, kind: FieldType, node: Node, limits: object = None) -> Value:
        """Return a number of this type; None, and a problem, where it is none."""
        form, tag, what = _NUMBERS[kind]
        if not (isinstance(node, ScalarNode) and node.tag == tag and form.fullmatch(node.value)):
            self._wrong(node, what)
            return None
        number = kind(node.value)
        if isinstance(limits, range) and number not in limits:
            what = f"{number} is no score, write {limits[0]} to {limits[-1]}, or run “evaluate --calibrate”"
            self._note(node, what, "score-range")
        return number

    def _missing(self, name: str, node: Node | None, key: Text) -> None:
        """Note that a mapping lacks a key; of one that is missing itself that is known."""
        if isinstance(node, MappingNode):
            text = f"the key “{name}” is missing, add it"
            self._problems.append(Problem(key.mark, text, "missing-key"))

    def _refuse_others(self, entries: Mapping[str, tuple[Text, Node]], known: Iterable[str]) -> None:
        names = sorted(known)
        for key, _ in entries.values():
            if key not in names:
                text = f"the key “{key}” is unknown here, remove it or use one of: {', '.join(names)}"
                self._problems.append(Problem(key.mark, text, "unknown-key"))

    def _wrong(self, node: Node, wanted: str) -> None:
        found = kind_of(node)
        quote = isinstance(node, ScalarNode) and wanted == "text"
        remedy = f'put it in quotes: "{node.value}"' if quote else f"write {wanted}"
        if wanted == "text" and isinstance(node, MappingNode):
            remedy = "put it in quotes: a colon in it makes it a mapping"
        what = f"{node.value} is read as {found}" if quote and node.value else f"this is {found}"
        self._note(node, f"{what}, not {wanted}; {remedy}", "wrong-type")

    def _note(self, node: Node, text: str, rule: str) -> None:
        self._problems.append(Problem(mark_of(node, self._file), text, rule))
