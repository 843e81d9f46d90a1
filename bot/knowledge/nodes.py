"""YAML text to nodes that know their place, or what is wrong with it in an editor's words.

PyYAML keeps the last of two equal keys without a word, expands aliases (a 300-byte file can explode) and
reads an unquoted `no` as False. Values are therefore never constructed: `bot.knowledge.decoding` reads the
nodes, whose tags say how YAML understood them. And its own words name what a parser missed, often a line or
more after the mistake: a closer look at the lines between tells the few mistakes that people make.
"""

import re
from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.problems import KnowledgeError, Mark, Problem

MAX_BYTES = 1_000_000
"""A larger file is not a knowledge file; refused before it is parsed."""
MAX_DEPTH = 10
"""Collections within collections; the knowledge files have five."""

_CUT = re.compile(r"(?m)^[^#\n]*[^\s#][ \t]+#")
"""A # after something else in its line: mostly within quotes, where it does no harm."""
_TAB = re.compile(r"^[ -]*\t")
_QUOTE = re.compile(r'(?<!\\)"')
_KEY = re.compile(r"[^:]*\S:\s")
_NO_ENTRY = re.compile(r" *-[^ -]")
_REMARK = re.compile(r"\s#")

ALIKE = "indent alike what belongs together"
MULTILINE = "flow"
"""In YAML's words: a list in square brackets or a mapping in braces, which may go over several lines."""


Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def mark_of(node: Node | yaml.Event, file: str) -> Mark:
    """Return where `node` starts in `file`."""
    at = node.start_mark
    return Mark(file, at.line + 1, at.column + 1) if at else Mark(file, 1, 1)


def compose(data: bytes, file: str, problems: list[Problem]) -> MappingNode | None:
    """Return the root mapping of a YAML file, or None; adds to `problems` what was found on the way."""
    try:
        text = _text(data, file)
        root = _root(text, file)
    except KnowledgeError as error:
        problems += error.problems
    except yaml.MarkedYAMLError as error:
        problems.append(_explain(error, data.decode().removeprefix("\ufeff"), file))
    else:
        problems += _cut_short(root, text, file)
        return root
    return None


def _text(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        text = f"the file is larger than {MAX_BYTES:,} bytes, split it"
        raise KnowledgeError([Problem(Mark(file, 1, 1), text, "file-size")])
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode().removeprefix("\ufeff")
        text = "the file is not UTF-8 text, save it as UTF-8"
        raise KnowledgeError([Problem(_end_of(readable, file), text, "encoding")]) from None
    if bad := yaml.reader.Reader.NON_PRINTABLE.search(text):
        what = f"unacceptable character #x{ord(bad[0]):04x}: control characters are not allowed"
        mark = _end_of(text[: bad.start()], file)
        raise KnowledgeError([Problem(mark, f"this is not valid YAML: {what}", "yaml-syntax")])
    return text


def _end_of(text: str, file: str) -> Mark:
    return Mark(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _root(text: str, file: str) -> MappingNode:
    _refuse_tricks(text, file)
    root = yaml.compose(text, Loader=Loader)
    if not isinstance(root, MappingNode):
        what = "the file must be a mapping (key: value lines)"
        raise KnowledgeError([Problem(Mark(file, 1, 1), what, "yaml-syntax")])
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
            raise KnowledgeError([Problem(mark_of(event, file), what, "yaml-syntax")])
        if isinstance(event, yaml.AliasEvent):
            what = f"the alias *{event.anchor} is not allowed, write it out"
            aliases.append(Problem(mark_of(event, file), what, "alias"))
    if aliases:
        raise KnowledgeError(aliases)


def kind_of(node: Node) -> str:
    """Return what YAML made of a node in an editor's words: text, a number, a list."""
    if isinstance(node, ScalarNode):
        tag = node.tag.rpartition(":")[2]
        return {"str": "text", "int": "a number", "float": "a number", "bool": "a yes/no value",
                "null": "nothing", "timestamp": "a date"}.get(tag, tag)  # fmt: skip
    return "a mapping" if isinstance(node, MappingNode) else "a list"


def _explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return what is wrong in a file that PyYAML refused with this error."""
    at, start, lines = error.problem_mark, error.context_mark, [*text.splitlines(), ""]
    line, column = (min(at.line, len(lines) - 1), at.column) if at else (0, 0)
    first = start.line if start else max(0, line - 1)
    if found := _letter_by_letter(lines, range(line, first - 1, -1), file):
        return found
    here, before = lines[line], lines[line][:column].rstrip()
    if before.endswith(('"', "'")):
        what = "a text in quotes ends before this: write “ and ” within it, or a comma between two"
        return _problem(file, line, column, what)
    if start and MULTILINE in (error.context or ""):
        return _problem(file, start.line, start.column, _unclosed(lines[start.line : line + 1]))
    if within := _within_a_line(error, here, column):
        return _problem(file, line, column, within)
    return _between_lines(error, lines, line, file)


def _letter_by_letter(lines: list[str], order: range, file: str) -> Problem | None:
    """Return the tab or the lonely quote that is nearest to where the parser stopped."""
    for n in order:
        if tab := _TAB.match(lines[n]):
            return _problem(file, n, tab.end() - 1, "a tab stands here, use spaces")
    for n in order:
        if len(quotes := list(_QUOTE.finditer(lines[n]))) % 2:
            what = "this line has one quote too many or too few, write one on each side of a text"
            return _problem(file, n, quotes[0].start(), what)
    return None


def _problem(file: str, line: int, column: int, text: str) -> Problem:
    return Problem(Mark(file, line + 1, column + 1), text, "yaml-syntax")


def _unclosed(lines: list[str]) -> str:
    what = "what opens here is not closed, or lacks a comma between two entries"
    if any(map(_REMARK.search, lines)):
        return f"{what}; put a text with # in quotes: from # on, YAML reads a remark"
    return what


def _within_a_line(error: yaml.MarkedYAMLError, here: str, column: int) -> str:
    """Return what is wrong within a line; nothing where the lines do not fit each other."""
    said, value = error.problem or "", here.lstrip(" -").partition(": ")[2] or here.lstrip(" -")
    if "escape" in said:
        return "within double quotes a backslash has a meaning, write two"
    if "document" in said:
        return "a line of --- begins another document, remove it"
    if "cannot start" in said:
        return f"put this text in quotes: it begins with {here[column : column + 1]}"
    if value[:1] in {"{", "["} and here[:column].strip():
        return f"put this text in quotes: it begins with {value[0]}"
    if "mapping values" in said and _KEY.match(here[:column]):
        return "put this text in quotes: it has a colon"
    return ""


def _between_lines(error: yaml.MarkedYAMLError, lines: list[str], line: int, file: str) -> Problem:
    """Return how a line does not fit those above it."""
    indent, start = _indent(lines[line]), error.context_mark
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip(" ")), 0)
    if start and "simple key" in (error.context or ""):
        above = start.line
    if _NO_ENTRY.match(lines[above]):
        what = "a dash at the start of a line needs a space after it"
        return _problem(file, above, _indent(lines[above]), what)
    if start and "block" in (error.context or ""):
        block = f"the block that begins in line {start.line + 1}"
        if indent == start.column:
            what = f"{block} is a list: begin its entries with “- ”, or indent this otherwise"
            return _problem(file, line, indent, what)
        fits = f"{block} has {start.column}, the line above {_indent(lines[above])}"
        return _problem(file, line, indent, f"this line has {indent} spaces before it, {fits}: {ALIKE}")
    if indent > _indent(lines[above]) and _KEY.match(f"{lines[above]} "):
        fits = f"the line above {_indent(lines[above])}"
        return _problem(file, line, indent, f"this line has {indent} spaces before it, {fits}: {ALIKE}")
    what = "this is neither “key: text” nor “- text”: a colon, a space or an indent is missing"
    return _problem(file, above, _indent(lines[above]), what)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
