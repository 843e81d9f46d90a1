"""YAML text to nodes that know their place, refusing what YAML would swallow silently.

PyYAML keeps the last of two equal keys without a word, expands aliases (a 300-byte file can explode) and
reads an unquoted `no` as False. Values are therefore never constructed: the rest of the package reads nodes,
whose tags say how YAML understood them, through `bot.knowledge.fields`.
"""

import re
from collections.abc import Iterator
from typing import Protocol

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.problems import Mark, Problem
from bot.knowledge.syntax import explain

MAX_BYTES = 1_000_000
"""A larger file is not a knowledge file; refused before it is parsed."""
MAX_DEPTH = 10
"""Collections within collections; the knowledge files have five."""

_CUT = re.compile(r"(?m)^[^#\n]*[^\s#][ \t]+#")
"""A # after something else in its line: mostly within quotes, where it does no harm."""


class _Place(Protocol):
    """PyYAML has two classes of marks, one in Python and one in C."""

    line: int
    column: int


Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def mark_of(node: Node | yaml.Event, file: str) -> Mark:
    """Return where `node` starts in `file`."""
    return _mark(node.start_mark, file)


def _mark(at: _Place | None, file: str) -> Mark:
    return Mark(file, at.line + 1, at.column + 1) if at else Mark(file, 1, 1)


def compose(data: bytes, file: str, problems: list[Problem]) -> MappingNode | None:
    """Return the root mapping of a YAML file, or None; adds to `problems` what was found on the way."""
    try:
        text = _text(data, file)
        root = _root(text, file)
    except _UnusableError as error:
        problems += error.problems
    except yaml.MarkedYAMLError as error:
        problems.append(explain(error, data.decode().removeprefix("\ufeff"), file))
    else:
        problems += _cut_short(root, text, file)
        return root
    return None


class _UnusableError(Exception):
    """The file can't be used as a whole."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def _text(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        text = f"the file is larger than {MAX_BYTES:,} bytes, split it"
        raise _UnusableError(Problem(Mark(file, 1, 1), text, "file-size"))
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode().removeprefix("\ufeff")
        text = "the file is not UTF-8 text, save it as UTF-8"
        raise _UnusableError(Problem(_end_of(readable, file), text, "encoding")) from None
    if bad := yaml.reader.Reader.NON_PRINTABLE.search(text):
        what = f"unacceptable character #x{ord(bad[0]):04x}: control characters are not allowed"
        mark = _end_of(text[: bad.start()], file)
        raise _UnusableError(Problem(mark, f"this is not valid YAML: {what}", "yaml-syntax"))
    return text


def _end_of(text: str, file: str) -> Mark:
    return Mark(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _root(text: str, file: str) -> MappingNode:
    _refuse_tricks(text, file)
    root = yaml.compose(text, Loader=Loader)
    if not isinstance(root, MappingNode):
        what = "the file must be a mapping (key: value lines)"
        raise _UnusableError(Problem(Mark(file, 1, 1), what, "yaml-syntax"))
    return root


def _cut_short(root: MappingNode, text: str, file: str) -> Iterator[Problem]:
    """Yield the texts without quotes that end at a #, where YAML takes the rest of the line for a remark."""
    if not _CUT.search(text):
        return
    lines = text.splitlines()
    for node in _scalars(root):
        end = node.end_mark
        is_text = node.tag.endswith((":str", ":null")) and not node.style
        if is_text and end and lines[end.line][end.column :].lstrip().startswith("#"):
            what = f"“{node.value}” ends where a # follows: put all of it in quotes, or the remark above"
            yield Problem(mark_of(node, file), what, "unquoted-hash")


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    for item in node.value if isinstance(node, SequenceNode | MappingNode) else ():
        for part in item if isinstance(item, tuple) else (item,):
            yield from _scalars(part)


def _refuse_tricks(text: str, file: str) -> None:
    """Raise for aliases and for deep nesting, before libyaml composes them: it does so by recursion, in C."""
    depth = 0
    aliases: list[Problem] = []
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            what = "this is nested too deeply, write it flat"
            raise _UnusableError(Problem(mark_of(event, file), what, "yaml-syntax"))
        if isinstance(event, yaml.AliasEvent):
            what = f"the alias *{event.anchor} is not allowed, write it out"
            aliases.append(Problem(mark_of(event, file), what, "alias"))
    if aliases:
        raise _UnusableError(*aliases)


def kind_of(node: Node) -> str:
    """Return what YAML made of a node in an editor's words: text, a number, a list."""
    if isinstance(node, ScalarNode):
        tag = node.tag.rpartition(":")[2]
        return {"str": "text", "int": "a number", "float": "a number", "bool": "a yes/no value",
                "null": "nothing", "timestamp": "a date"}.get(tag, tag)  # fmt: skip
    return "a mapping" if isinstance(node, MappingNode) else "a list"
