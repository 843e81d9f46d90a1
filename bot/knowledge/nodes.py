"""YAML text to nodes that know their place, refusing what YAML would swallow silently.

PyYAML keeps the last of two equal keys without a word, expands aliases (a 300-byte file can explode) and
reads an unquoted `no` as False. Values are therefore never constructed: the rest of the package reads nodes,
whose tags say how YAML understood them, through `bot.knowledge.fields`.
"""

from typing import Protocol

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from bot.knowledge.problems import Mark, Problem

MAX_BYTES = 1_000_000
"""A larger file is not a knowledge file; refused before it is parsed."""


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
    start = Mark(file, 1, 1)
    if len(data) > MAX_BYTES:
        problems.append(Problem(start, f"the file is larger than {MAX_BYTES:,} bytes, split it", "file-size"))
        return None
    try:
        root = _root(data.decode("utf-8-sig"), file, problems)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mark = Mark(file, line, error.start - data.rfind(b"\n", 0, error.start))
        problems.append(Problem(mark, "the file is not UTF-8 text, save it as UTF-8", "encoding"))
    except yaml.MarkedYAMLError as error:
        mark = _mark(error.problem_mark, file)
        problems.append(
            Problem(mark, f"this is not valid YAML: {error.problem or error.context}", "yaml-syntax")
        )
    except yaml.YAMLError as error:
        text = f"this is not valid YAML: {str(error).splitlines()[0]}"
        problems.append(Problem(start, text, "yaml-syntax"))
    except RecursionError:
        problems.append(Problem(start, "this is nested too deeply, write it flat", "yaml-syntax"))
    else:
        return root
    return None


def _root(text: str, file: str, problems: list[Problem]) -> MappingNode | None:
    aliases = [event for event in yaml.parse(text, Loader=Loader) if isinstance(event, yaml.AliasEvent)]
    for alias in aliases:
        what = f"the alias *{alias.anchor} is not allowed, write it out"
        problems.append(Problem(mark_of(alias, file), what, "alias"))
    root = None if aliases else yaml.compose(text, Loader=Loader)
    if not aliases and not isinstance(root, MappingNode):
        mark = Mark(file, 1, 1)
        problems.append(Problem(mark, "the file must be a mapping (key: value lines)", "yaml-syntax"))
    return root if isinstance(root, MappingNode) else None


def kind_of(node: Node) -> str:
    """Return what YAML made of a node in an editor's words: text, a number, a list."""
    if isinstance(node, ScalarNode):
        tag = node.tag.rpartition(":")[2]
        return {"str": "text", "int": "a number", "float": "a number", "bool": "a yes/no value",
                "null": "nothing", "timestamp": "a date"}.get(tag, tag)  # fmt: skip
    return "a mapping" if isinstance(node, MappingNode) else "a list"
