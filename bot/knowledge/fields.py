"""Typed reading of a mapping node: every getter returns a usable value and notes what was wrong with it.

Nothing here raises on an editor's mistake, so that one run finds all mistakes of all files.
"""

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.nodes import kind_of, mark_of
from bot.knowledge.problems import Mark, Problem, Text

_WHOLE = re.compile(r"0|[1-9][0-9]{0,3}")
"""A number of sentences, or of a sentence."""
_DECIMAL = re.compile(r"-?[0-9]{1,3}\.[0-9]{1,6}")


class Fields:
    """The keys of one mapping. Read what you expect, then call `close` to report keys nobody asked for."""

    def __init__(
        self, node: MappingNode | None, file: str, problems: list[Problem], mark: Mark | None = None
    ) -> None:
        """Read `node`; None stands for one that is missing: then every getter returns an empty value."""
        self.file = file
        self.mark = mark or (mark_of(node, file) if node else Mark(file, 1, 1))
        self._problems = problems
        self._absent = node is None
        self._keys: dict[str, Text] = {}
        self._nodes: dict[str, Node] = {}
        self._asked: set[str] = set()
        for key_node, value in node.value if node else ():
            self._add(self._scalar(key_node), value)

    @property
    def exists(self) -> bool:
        """Whether the mapping is there at all: what misses it is reported once."""
        return not self._absent

    def _add(self, key: Text, value: Node) -> None:
        if key in self._keys:
            first = self._keys[key].mark
            self.report(
                key.mark, f"the key “{key}” is already in line {first.line}, merge the two", "duplicate-key"
            )
        self._keys[key] = key
        self._nodes[key] = value

    def report(self, mark: Mark, text: str, rule: str) -> None:
        """Note a problem."""
        self._problems.append(Problem(mark, text, rule))

    def key(self, name: str) -> Text:
        """Return the key itself, with its place (the mapping's place where the key is missing)."""
        return self._keys.get(name, Text(name, self.mark))

    def keys(self) -> tuple[Text, ...]:
        """Return all keys, in the order of the file."""
        return tuple(self._keys.values())

    def text(self, name: str) -> Text:
        """Return a text; empty where it is missing or not a text."""
        node = self._take(name, required=True)
        if node is None:
            return Text("", self.mark)
        text = self._scalar(node)
        if not text.strip():
            self.report(text.mark, f"“{name}” is empty, write its text or remove the key", "empty-text")
        return text

    def optional_text(self, name: str) -> Text | None:
        """Return a text, or None where the key is missing."""
        self._asked.add(name)
        return self.text(name) if name in self._nodes else None

    def number(self, name: str) -> int:
        """Return a whole number; 0 where it is missing or not one."""
        node = self._take(name, required=True)
        return (self._number(node) or 0) if node else 0

    def decimal(self, name: str) -> float:
        """Return a number with decimals; 0 where it is missing or not one."""
        node = self._take(name, required=True)
        if isinstance(node, ScalarNode) and _DECIMAL.fullmatch(node.value):
            return float(node.value)
        if node is not None:
            self._wrong(node, "a number with decimals")
        return 0.0

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return one or more whole numbers, written as `4` or `[4, 5]`."""
        node = self._take(name, required=True)
        if node is None:
            return ()
        items = self._items(node, name) if isinstance(node, SequenceNode) else [node]
        return tuple(number for item in items if (number := self._number(item)) is not None)

    def texts(self, name: str, *, required: bool = True) -> tuple[Text, ...]:
        """Return a list of texts; empty where it is missing."""
        node = self._take(name, required=required)
        return () if node is None else tuple(self._texts(node, name))

    def text_lists(self, name: str) -> tuple[tuple[Text, ...], ...]:
        """Return a list of lists of texts; empty where it is missing."""
        node = self._take(name, required=False)
        return (
            () if node is None else tuple(tuple(self._texts(item, name)) for item in self._items(node, name))
        )

    def mapping(self, name: str, *, required: bool = True) -> "Fields":
        """Return the mapping under a key; an empty one where it is missing."""
        return self._fields(self._take(name, required=required), self.key(name).mark)

    def items(self) -> Iterator[tuple[Text, "Fields"]]:
        """Yield each key with the mapping under it."""
        for key in self.keys():
            yield key, self.mapping(key)

    def mappings(self, name: str) -> Iterator["Fields"]:
        """Yield the mappings of a list; none where it is missing."""
        node = self._take(name, required=False)
        for item in () if node is None else self._items(node, name):
            yield self._fields(item, mark_of(item, self.file))

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for name in self._keys.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            text = f"the key “{name}” is unknown here, remove it or use one of: {known}"
            self.report(self._keys[name].mark, text, "unknown-key")

    def _take(self, name: str, *, required: bool) -> Node | None:
        self._asked.add(name)
        node = self._nodes.get(name)
        if node is None and required and not self._absent:
            self.report(self.mark, f"the key “{name}” is missing, add it", "missing-key")
        return node

    def _fields(self, node: Node | None, mark: Mark) -> "Fields":
        if node is not None and not isinstance(node, MappingNode):
            self._wrong(node, "a mapping")
            node = None
        return Fields(node, self.file, self._problems, mark)

    def _items(self, node: Node, name: str) -> list[Node]:
        if not isinstance(node, SequenceNode):
            self._wrong(node, "a list")
            return []
        if not node.value:
            self.report(
                mark_of(node, self.file),
                f"the list “{name}” is empty, add to it or remove the key",
                "empty-list",
            )
        items: list[Node] = node.value
        return items

    def _texts(self, node: Node, name: str) -> Iterator[Text]:
        for item in self._items(node, name):
            text = self._scalar(item)
            if not text.strip():
                self.report(
                    text.mark, f"an entry of “{name}” is empty, write its text or remove it", "empty-text"
                )
            yield text

    def _scalar(self, node: Node) -> Text:
        mark = mark_of(node, self.file)
        if not isinstance(node, ScalarNode):
            self._wrong(node, "text")
            return Text("?", mark)
        if node.tag != "tag:yaml.org,2002:str" and node.value:
            self._wrong(node, "text")
        return Text(node.value, mark)

    def _number(self, node: Node) -> int | None:
        is_number = node.tag == "tag:yaml.org,2002:int"
        if isinstance(node, ScalarNode) and is_number and _WHOLE.fullmatch(node.value):
            return int(node.value)
        self._wrong(node, "a whole number")
        return None

    def _wrong(self, node: Node, wanted: str) -> None:
        found = kind_of(node)
        quote = isinstance(node, ScalarNode) and wanted == "text"
        remedy = f'put it in quotes: "{node.value}"' if quote else f"write {wanted}"
        if wanted == "text" and isinstance(node, MappingNode):
            remedy = "put it in quotes: a colon in it makes it a mapping"
        what = f"{node.value} is read as {found}" if quote and node.value else f"this is {found}"
        self.report(mark_of(node, self.file), f"{what}, not {wanted}; {remedy}", "wrong-type")
