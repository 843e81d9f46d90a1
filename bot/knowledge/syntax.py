"""What keeps a file from being YAML, in an editor's words, at the line where it is to be mended.

YAML's own words name what a parser missed, often a line or more after the mistake. A closer look at the lines
between the start of the block and that place tells the few mistakes that people make.
"""

import re

import yaml

from bot.knowledge.problems import Mark, Problem

_TAB = re.compile(r"^[ -]*\t")
_QUOTE = re.compile(r'(?<!\\)"')
_KEY = re.compile(r"[^:]*\S:\s")
_NO_ENTRY = re.compile(r" *-[^ -]")
_REMARK = re.compile(r"\s#")

ALIKE = "indent alike what belongs together"
MULTILINE = "flow"
"""In YAML's words: a list in square brackets or a mapping in braces, which may go over several lines."""


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
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
