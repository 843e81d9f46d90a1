"""Golden questions: what people ask, and the intent or the outcome that it must reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.fields import Fields
from bot.knowledge.nodes import compose
from bot.knowledge.problems import KnowledgeError, Problem, Text

OTHERS = frozenset({"budget.yaml", "dialogues.yaml", "pointed.yaml", "probes.yaml"})
"""Files beside the golden questions that hold something else."""


@dataclass(frozen=True, slots=True)
class Golden:
    """Questions that must all reach the same."""

    intent: Text | None
    """None where only the outcome matters."""
    outcome: Text
    questions: tuple[Text, ...]


def read_golden(paths: Sequence[Path]) -> list[Golden]:
    """Read golden files; what lies beside them is passed over.

    Raises:
        KnowledgeError: with every problem of every file, if there is one.
        OSError: if a file can't be read.
    """
    problems: list[Problem] = []
    files = [_read(path, problems) for path in paths if path.name not in OTHERS]
    if problems:
        raise KnowledgeError(problems)
    return files


def _read(path: Path, problems: list[Problem]) -> Golden:
    fields = Fields(compose(path.read_bytes(), str(path), problems), str(path), problems)
    golden = Golden(fields.optional_text("intent"), fields.text("outcome"), fields.texts("questions"))
    fields.close()
    return golden
