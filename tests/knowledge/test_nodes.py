"""YAML text: what can't be read, or would be swallowed silently, is named and never harms."""

import subprocess
import sys

import pytest
import yaml

from bot.knowledge import default_folder
from bot.knowledge.nodes import MAX_BYTES, MAX_DEPTH, Loader
from tests.knowledge.base import ARTICLE, SMALL, VOCABULARY, Base, Broken, Edit, broken, intent

NOT_A_MAPPING = "the file must be a mapping (key: value lines) (yaml-syntax)"
TOO_DEEP = "this is nested too deeply, write it flat (yaml-syntax)"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", f"1:1: {NOT_A_MAPPING}", id="an empty file"),
        pytest.param(b"\n# Nothing yet.\n", f"1:1: {NOT_A_MAPPING}", id="only a comment"),
        pytest.param(b"b12\n", f"1:1: {NOT_A_MAPPING}", id="a text"),
        pytest.param(b"- b12\n", f"1:1: {NOT_A_MAPPING}", id="a list"),
        pytest.param(
            b'subject: [b12]\nfillers: ["please]\n',
            "2:11: this line has one quote too many or too few, write one on each side of a text "
            "(yaml-syntax)",
            id="a quote that is not closed",
        ),
        pytest.param(
            b"subject: [b12\nfillers: [please]\n",
            "1:10: what opens here is not closed, or lacks a comma between two entries (yaml-syntax)",
            id="a bracket that is not closed",
        ),
        pytest.param(
            b"subject: b12: vitamin\n",
            "1:13: put this text in quotes: it has a colon (yaml-syntax)",
            id="a colon in an unquoted text",
        ),
        pytest.param(
            b"subject:\n\t- b12\n",
            "2:1: a tab stands here, use spaces (yaml-syntax)",
            id="a tab",
        ),
        pytest.param(
            b"subject: [b12]\n---\nfillers: [please]\n",
            "2:1: a line of --- begins another document, remove it (yaml-syntax)",
            id="two documents",
        ),
        pytest.param(
            b"subject: [b12]\nfillers: [\xff]\n",
            "2:11: the file is not UTF-8 text, save it as UTF-8 (encoding)",
            id="not UTF-8",
        ),
        pytest.param(
            "subject: [b12]\n".encode("utf-16"),
            "1:1: the file is not UTF-8 text, save it as UTF-8 (encoding)",
            id="UTF-16",
        ),
        pytest.param(
            b"fillers: [\xc3\xa9, \xff]\n",
            "1:14: the file is not UTF-8 text, save it as UTF-8 (encoding)",
            id="not UTF-8, behind an accent",
        ),
        pytest.param(
            b"\xef\xbb\xbfsubject: [b12]\n\xff\n",
            "2:1: the file is not UTF-8 text, save it as UTF-8 (encoding)",
            id="not UTF-8, behind a byte order mark",
        ),
        pytest.param(
            b"subject: [b12]\nfillers: [\x00]\n",
            "2:11: this is not valid YAML: unacceptable character #x0000: control characters are not allowed "
            "(yaml-syntax)",
            id="a control character",
        ),
        pytest.param(
            b"# " + b"x" * (MAX_BYTES - 1),
            "1:1: the file is larger than 1,000,000 bytes, split it (file-size)",
            id="a file that is too large",
        ),
    ],
)
def test_a_file_that_can_not_be_read_is_the_only_problem(base: Base, data: bytes, problem: str) -> None:
    """The place and the reason are named in plain words, and no rule adds what merely follows from it."""
    base.write(VOCABULARY, data)
    assert base.problems() == [f"{VOCABULARY}:{problem}"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + SMALL[VOCABULARY].encode(), id="a byte order mark"),
        pytest.param(SMALL[VOCABULARY].replace("\n", "\r\n").encode(), id="line ends of Windows"),
        pytest.param(b"%YAML 1.1\n---\n" + SMALL[VOCABULARY].encode() + b"...\n", id="one document, marked"),
        pytest.param((SMALL[VOCABULARY] + "#").encode().ljust(MAX_BYTES, b"x"), id="the largest file"),
    ],
)
def test_what_editors_programs_write_is_read(base: Base, data: bytes) -> None:
    """Byte order marks and line ends are no mistakes; neither is a file as large as allowed."""
    base.write(VOCABULARY, data)
    assert base.problems() == []


def test_line_ends_of_windows_keep_places_right(base: Base) -> None:
    """A place is right in a file whose lines end with carriage returns."""
    base.write(VOCABULARY, SMALL[VOCABULARY].encode().replace(b"\n", b"\r\n").replace(b"[", b"[1, ", 1))
    column = SMALL[VOCABULARY].index("[") + 2
    wrong = '1 is read as a number, not text; put it in quotes: "1" (wrong-type)'
    assert base.problems() == [f"{VOCABULARY}:1:{column}: {wrong}"]


@pytest.mark.parametrize(
    "case",
    [
        broken(
            "an alias",
            Edit(ARTICLE, "title: ", "taken_in: &day Monday\ntitle: ①*day\nx: "),
            "①: the alias *day is not allowed, write it out (alias)",
        ),
        broken(
            "every alias",
            intent({"answer": "&all [treatable]", "follow_ups": "[①*all, ②*all]"}),
            "①: the alias *all is not allowed, write it out (alias)",
            "②: the alias *all is not allowed, write it out (alias)",
        ),
        broken(
            "a mapping that is merged into another",
            intent({"label": "&label Extra", "<<": "①*label"}),
            "①: the alias *label is not allowed, write it out (alias)",
        ),
        broken(
            "a list within itself",
            intent({"examples": "&loop [①*loop]"}),
            "①: the alias *loop is not allowed, write it out (alias)",
        ),
    ],
)
def test_an_alias_is_refused(base: Base, case: Broken) -> None:
    """Every alias of a file is named; nothing is expanded."""
    base.expect(case)


def test_an_anchor_that_nobody_uses_does_no_harm(base: Base) -> None:
    """Only aliases are refused."""
    base.edit(intent({"label": "&label Extra"}))
    assert base.problems() == []


def test_an_alias_bomb_does_not_go_off(base: Base) -> None:
    """Lists of lists of lists, each nine times the one before, are refused without being built."""
    lines = [f"l0: &l0 [{', '.join(['b12'] * 9)}]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    base.write(VOCABULARY, "\n".join(lines).encode())
    assert base.problems() == [
        f"{VOCABULARY}:{n + 1}:{10 + 5 * i}: the alias *l{n - 1} is not allowed, write it out (alias)"
        for n in range(1, 10)
        for i in range(9)
    ]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Loader])
def test_deep_nesting_is_refused_where_it_begins(
    base: Base, loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list in a list in a list is no knowledge, with PyYAML's C library or without."""
    monkeypatch.setattr("bot.knowledge.nodes.Loader", loader)
    base.write(
        VOCABULARY, SMALL[VOCABULARY].replace("[", "[" * 1_000, 1).replace("]", "]" * 1_000, 1).encode()
    )
    column = SMALL[VOCABULARY].index("[") + MAX_DEPTH
    assert base.problems() == [f"{VOCABULARY}:1:{column}: {TOO_DEEP}"]


def test_nesting_too_deep_for_c_is_refused(base: Base) -> None:
    """A file of mere nesting does not end the process."""
    base.write(VOCABULARY, b"- " * 100_000)
    check = [sys.executable, "-m", "bot", "check", str(base.folder)]
    done = subprocess.run(check, cwd=default_folder(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].endswith(TOO_DEEP)
