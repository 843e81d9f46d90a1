"""Ordinary speech: a line a line, and every file that is not so is named with the place."""

import os
from errno import EISDIR, ENOENT

import pytest

from bot.knowledge import Knowledge
from bot.knowledge.loading import ENGLISH, FOREIGN
from tests.knowledge.base import ORDINARY, Base

FOREIGN_FILE = f"knowledge/ordinary/{FOREIGN}"


def test_lines_are_read_once_without_gaps(base: Base) -> None:
    """Blank lines, spaces around, line ends of Windows, a byte order mark and repeats change nothing."""
    for file in ENGLISH:
        base.write(f"knowledge/ordinary/{file}", b"")
    base.write(
        "knowledge/ordinary/english.txt", b"\xef\xbb\xbfsnooze\r\n\r\n   \r\n  stop the timer \r\nsnooze"
    )
    base.write(FOREIGN_FILE, b"es\thola\n\nes\thola\nde\tguten Tag zusammen\n")
    ordinary = base.load().ordinary
    assert ordinary.lines == ("snooze", "stop the timer")
    assert ordinary.foreign == (("es", "hola"), ("de", "guten Tag zusammen"))


def test_an_empty_file_says_nothing(base: Base) -> None:
    """An editor may take out all of it."""
    for file in ORDINARY:
        base.write(file, b"")
    ordinary = base.load().ordinary
    assert (ordinary.lines, ordinary.foreign, ordinary.words) == ((), (), frozenset())


@pytest.mark.parametrize("file", ORDINARY)
def test_a_missing_file_is_named(base: Base, file: str) -> None:
    """And nothing else: no rule reports what merely follows from it."""
    base.remove(file)
    assert base.problems() == [
        f"{file}:1:1: the file can't be read ({os.strerror(ENOENT)}), restore it (file)"
    ]


def test_a_folder_in_the_place_of_a_file_is_named(base: Base) -> None:
    base.remove(ORDINARY[0], for_a_folder=True)
    reason = os.strerror(EISDIR)
    assert base.problems() == [f"{ORDINARY[0]}:1:1: the file can't be read ({reason}), restore it (file)"]


@pytest.mark.parametrize("file", ORDINARY)
def test_what_is_no_utf_8_is_named_by_its_line(base: Base, file: str) -> None:
    base.write(file, b"es\thola\n\nes\tni\xf1o\nes\tadi\xf3s\n")
    said = "this line is not UTF-8 text, save the file as UTF-8 (encoding)"
    assert base.problems() == [f"{file}:3:1: {said}", f"{file}:4:1: {said}"]


@pytest.mark.parametrize("line", ["hola", "es hola", "es\t", "\thola", "es\t  "])
def test_a_foreign_line_names_its_language(base: Base, line: str) -> None:
    """Blank lines before it count: the place is the editor's."""
    base.write(FOREIGN_FILE, f"es\thola\n\n{line}\n".encode())
    said = "this is no language, tab and line; write all three (ordinary)"
    assert base.problems() == [f"{FOREIGN_FILE}:3:1: {said}"]


def test_the_repositorys_own_is_large_enough_to_teach(knowledge: Knowledge) -> None:
    """Ordinary speech outnumbers alarms, and speaks the languages that the bot knows of."""
    assert len(knowledge.ordinary.lines) > 3_000
    assert len({language for language, _ in knowledge.ordinary.foreign}) >= 12
