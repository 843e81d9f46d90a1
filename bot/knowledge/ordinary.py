"""Ordinary speech, one line a line: `knowledge/ordinary/`."""

from pathlib import Path

from bot.knowledge.model import Ordinary
from bot.knowledge.problems import Mark, Problem

ENGLISH = ("english.txt", "product.txt", "services.txt", "assistant.txt", "health.txt")
FOREIGN, WORDS = "foreign.tsv", "words.txt"


def read_ordinary(folder: Path, problems: list[Problem]) -> Ordinary:
    """Read the lines of `knowledge/ordinary` below `folder`; a missing file is a problem."""
    pairs = []
    for number, line in enumerate(_lines(folder, FOREIGN, problems), 1):
        language, tab, text = line.partition("\t")
        if not tab or not text.strip():
            mark = Mark(f"knowledge/ordinary/{FOREIGN}", number, 1)
            problems.append(Problem(mark, "this is no language, tab and line; write all three", "ordinary"))
        pairs.append((language, text))
    english = [line for file in ENGLISH for line in _lines(folder, file, problems)]
    return Ordinary(
        tuple(dict.fromkeys(english)), tuple(dict.fromkeys(pairs)), frozenset(_lines(folder, WORDS, problems))
    )


def _lines(folder: Path, file: str, problems: list[Problem]) -> list[str]:
    path = f"knowledge/ordinary/{file}"
    try:
        text = (folder / path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(Mark(path, 1, 1), f"the file can't be read ({error}), restore it", "file"))
        return []
    return [line for line in map(str.strip, text.splitlines()) if line]
