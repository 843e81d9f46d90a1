"""Ordinary speech, one line a line: `knowledge/ordinary/`."""

from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.model import Ordinary
from bot.knowledge.problems import Mark, Problem

ENGLISH = ("english.txt", "product.txt", "services.txt", "assistant.txt", "health.txt")
FOREIGN, WORDS = "foreign.tsv", "words.txt"
FOLDER = "knowledge/ordinary"


def read_ordinary(folder: Path, problems: list[Problem]) -> Ordinary:
    """Read the lines of `knowledge/ordinary` below `folder`; a missing file is a problem."""
    pairs = []
    for mark, line in _lines(folder, FOREIGN, problems):
        language, tab, text = line.partition("\t")
        if not tab:
            problems.append(Problem(mark, "this is no language, tab and line; write all three", "ordinary"))
        pairs.append((language, text))
    english = [line for file in ENGLISH for _, line in _lines(folder, file, problems)]
    words = frozenset(line for _, line in _lines(folder, WORDS, problems))
    return Ordinary(tuple(dict.fromkeys(english)), tuple(dict.fromkeys(pairs)), words)


def _lines(folder: Path, file: str, problems: list[Problem]) -> Iterator[tuple[Mark, str]]:
    """Yield the lines of a file that say something, with their places."""
    path = f"{FOLDER}/{file}"
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(Problem(Mark(path, 1, 1), f"the file can't be read ({reason}), restore it", "file"))
        return
    for number, encoded in enumerate(data.splitlines(), 1):
        mark = Mark(path, number, 1)
        try:
            line = encoded.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            text = "this line is not UTF-8 text, save the file as UTF-8"
            problems.append(Problem(mark, text, "encoding"))
            continue
        if line:
            yield mark, line
