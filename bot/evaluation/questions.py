"""Questions with the label that each must reach: golden YAML, JSON lines or CSV."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import B12BotError
from bot.evaluation.verdict import HELP
from bot.knowledge import KnowledgeError, Mark, Problem, Text
from bot.knowledge.loading import read_yaml

OTHERS = frozenset({"budget.yaml", "dialogues.yaml", "pointed.yaml", "probes.yaml"})
"""Files beside the golden questions that hold something else."""

_TEXTS, _LABELS = ("text", "question", "sentence"), ("label", "intent", "category")
"""What others call the two columns."""


class QuestionsError(B12BotError):
    """A file of labelled questions can't be used. Names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and what it must reach."""

    text: str
    label: str
    """An intent; or an outcome, where no intent is meant."""
    mark: Mark


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: questions that must all reach the same."""

    outcome: Text
    questions: tuple[Text, ...]
    intent: Text | None = None
    """None where only the outcome matters."""


@dataclass(frozen=True, slots=True)
class Probes:
    """Questions made by combining names, aspects, spellings and clauses; `{}` in one is filled in."""

    names: tuple[Text, ...]
    loose_names: tuple[Text, ...]
    """Names that the article does not use: the right button is as right as an answer."""
    aspects: Mapping[str, tuple[Text, ...]]
    """Questions by intent."""
    also: Mapping[str, tuple[Text, ...]]
    """By intent: other intents that are as right."""
    spellings: tuple[Text, ...]
    plain: Mapping[str, Text]
    circumstances: tuple[Text, ...]


def read_golden(paths: Iterable[Path]) -> list[Golden]:
    """Read golden files; what lies beside them is passed over.

    Raises:
        KnowledgeError: with every problem of every file, if there is one.
        OSError: if a file can't be read.
    """
    files: list[Golden] = []
    problems: list[Problem] = []
    for path in paths:
        if path.name not in OTHERS:
            try:
                files.append(read_yaml(Golden, path))
            except KnowledgeError as error:
                problems += error.problems
    if problems:
        raise KnowledgeError(problems)
    return files


def read_questions(paths: Iterable[Path]) -> list[Question]:
    """Read files of labelled questions; a folder stands for the golden files in it.

    Raises:
        QuestionsError: if a file can't be read, or a line has no text or label.
        KnowledgeError: if a golden file is wrong.
    """
    questions = [question for path in paths for question in _read(path)]
    if not questions:
        raise QuestionsError("there are no questions in these files, name some that have")
    return questions


def _read(path: Path) -> Iterator[Question]:
    readers: dict[str, Callable[[Path], Iterator[Question]]]
    readers = {".yaml": lambda path: _golden([path]), ".jsonl": _json_lines, ".csv": _csv}
    try:
        if path.is_dir():
            yield from _golden(sorted(path.glob("*.yaml")))
        elif reader := readers.get(path.suffix):
            yield from reader(path)
        else:
            raise QuestionsError(f"{path}: the name must end in one of {', '.join(readers)}")
    except OSError as error:
        raise QuestionsError(f"{path}: the file can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise QuestionsError(f"{path}: the file is not UTF-8 text, save it as UTF-8") from None


def _golden(paths: Iterable[Path]) -> Iterator[Question]:
    for golden in read_golden(paths):
        for text in golden.questions:
            # Help lines may stand alone or beside an answer: which intent is reported does not matter.
            label = golden.outcome if golden.outcome == HELP else golden.intent or golden.outcome
            yield Question(text, label, text.mark)


def _json_lines(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        mark = Mark(str(path), number, 1)
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise QuestionsError(f"{mark}: this is not JSON ({error})") from None
        if not isinstance(item, dict):
            raise QuestionsError(f'{mark}: write one object a line: {{"text": "…", "label": "…"}}')
        yield _question(item, mark)


def _csv(path: Path) -> Iterator[Question]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, restval="", strict=True)
        try:
            for row in rows:
                yield _question(row, Mark(str(path), rows.line_num, 1))
        except csv.Error as error:
            mark = Mark(str(path), rows.line_num + 1, 1)
            raise QuestionsError(f"{mark}: this is not CSV ({error})") from None


def _question(item: dict[str, object], mark: Mark) -> Question:
    return Question(_column(item, _TEXTS, mark), _column(item, _LABELS, mark), mark)


def _column(item: dict[str, object], names: Sequence[str], mark: Mark) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
    raise QuestionsError(
        f"{mark}: “{names[0]}” is missing or empty; others may call it {', '.join(names[1:])}"
    )
