"""Mistakes that keep a file from being YAML: each is named in plain words, where it is to be mended."""

import pytest
import yaml

from tests.knowledge.base import INTENTS, Base, Edit, broken, intent
from tests.knowledge.base import Broken as Case

QUOTE = "this line has one quote too many or too few, write one on each side of a text"
TAB = "a tab stands here, use spaces"
INNER = "a text in quotes ends before this: write “ and ” within it, or a comma between two"
LIST = "what opens here is not closed, or lacks a comma between two entries"
NEITHER = "this is neither “key: text” nor “- text”: a colon, a space or an indent is missing"
ALIKE = "indent alike what belongs together"

MISTAKES = [
    (
        "a quote is not closed, a line before the parser stops",
        'a:\n  b: "c\n  d: "e"\n  f: g\n',
        "2:6",
        QUOTE,
    ),
    ("a quote is not closed in a list", 'a:\n  - "b\n  - "c"\n', "2:5", QUOTE),
    ("a quote is not closed up to the end", 'a:\n  - "b"\n  - "c\n\n', "3:5", QUOTE),
    ("a quote is not opened", 'a:\n  b: the c: d"\n', "2:14", QUOTE),
    ("quotes within quotes", 'a: "say "hi" now"\n', "1:10", INNER),
    ("an apostrophe within quotes", "a: 'don't'\n", "1:9", INNER),
    ("no comma in a list", 'a: ["b" "c"]\n', "1:9", INNER),
    ("a tab for an indent", "a:\n\tb: c\n", "2:1", TAB),
    ("a tab for an indent, further down", "a:\n  b: c\n\td: e\n", "3:1", TAB),
    ("a tab after a dash", 'a:\n  -\t"b"\n  -\tc: d\n', "2:4", TAB),
    ("a bracket is not closed", "a: [b, c\nd: [e]\n", "1:4", LIST),
    (
        "a # in a list",
        "a: [b # c, d]\ne: f\n",
        "1:4",
        f"{LIST}; put a text with # in quotes: from # on, YAML reads a remark",
    ),
    ("a colon in a text", "a: b: c\n", "1:5", "put this text in quotes: it has a colon"),
    ("a slot at the start", "a:\n  - {b} c\n", "2:9", "put this text in quotes: it begins with {"),
    ("a choice at the start", "a:\n  - b\n  - [c] d\n", "3:9", "put this text in quotes: it begins with ["),
    ("an @ at the start", "a: @b\n", "1:4", "put this text in quotes: it begins with @"),
    ("a backslash", 'a: "b\\d"\n', "1:6", "within double quotes a backslash has a meaning, write two"),
    (
        "no space after a dash",
        'a:\n  - "b"\n  -"c"\n  - "d"\n',
        "3:3",
        "a dash at the start of a line needs a space after it",
    ),
    ("no space after a colon", 'a:\n  b:"c"\n  d: e\n', "2:3", NEITHER),
    ("no colon", "a:\n  b\n  c: d\n", "2:3", NEITHER),
    ("a paragraph that is not indented", "a:\n  b: >-\n    one\n  two\n  c: d\n", "4:3", NEITHER),
    (
        "too little of an indent",
        "x: y\na:\n    b: c\n   d: e\n",
        "4:4",
        f"this line has 3 spaces before it, the block that begins in line 1 has 0, the line above 4: {ALIKE}",
    ),
    (
        "too much of an indent",
        "a:\n  b: c\n    d: e\n",
        "3:5",
        f"this line has 4 spaces before it, the line above 2: {ALIKE}",
    ),
    (
        "too much of an indent in a list",
        'a:\n  - "b"\n    - "c"\n',
        "3:5",
        f"this line has 4 spaces before it, the block that begins in line 2 has 2, the line above 2: {ALIKE}",
    ),
    (
        "a key among the entries of a list",
        "a:\n  - b\n  c: d\n",
        "3:3",
        "the block that begins in line 2 is a list: begin its entries with “- ”, or indent this otherwise",
    ),
]


@pytest.mark.parametrize(
    ("text", "place", "what"), [pytest.param(*case[1:], id=case[0]) for case in MISTAKES]
)
def test_a_mistake_is_named_where_it_is_mended(base: Base, text: str, place: str, what: str) -> None:
    """In plain words."""
    base.write(INTENTS, text.encode())
    assert base.problems() == [f"{INTENTS}:{place}: {what} (yaml-syntax)"]


@pytest.mark.parametrize("text", [pytest.param(case[1], id=case[0]) for case in MISTAKES])
def test_without_the_c_library_it_is_the_same_line(
    base: Base, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """PyYAML's own parser puts it differently, and stops a letter further."""
    base.write(INTENTS, text.encode())
    (with_c,) = base.problems()
    monkeypatch.setattr("bot.knowledge.nodes.Loader", yaml.SafeLoader)
    (without,) = base.problems()
    assert without.split(":")[1] == with_c.split(":")[1]
    assert without.split(": ", 1)[1] == with_c.split(": ", 1)[1]


@pytest.mark.parametrize(
    "case",
    [
        broken(
            "a # in a text without quotes",
            intent({"examples": "\n      - ①which # is low\n      - more"}),
            "①: “which” ends where a # follows: put all of it in quotes, or the remark above (unquoted-hash)",
        ),
        broken(
            "a remark after a text in quotes, a number, or a key",
            (
                intent({"label": '"Topic #"  # a remark'}),
                Edit("knowledge/article.yaml", "sentences: 10", "sentences: 10  # counted"),
                Edit(INTENTS, "gaps:\n", "gaps:  # what the article does not say\n"),
            ),
        ),
    ],
)
def test_a_text_that_is_cut_at_a_hash_is_named(base: Base, case: Case) -> None:
    """A remark elsewhere does no harm."""
    base.expect(case)
