"""The knowledge folder to one `Knowledge`, or every problem of every file at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.knowledge.fields import Fields
from bot.knowledge.files import (
    read_article,
    read_intents,
    read_messages,
    read_thresholds,
    read_vocabulary,
)
from bot.knowledge.folder import default_folder
from bot.knowledge.model import Knowledge, Ordinary
from bot.knowledge.nodes import compose
from bot.knowledge.ordinary import ENGLISH, FOLDER, FOREIGN, WORDS, read_ordinary
from bot.knowledge.problems import KnowledgeError, Mark, Problem
from bot.knowledge.red_flags import read_red_flags
from bot.knowledge.rules import check
from bot.knowledge.talk import read_dialogue, read_languages

T = TypeVar("T")

UNREADABLE = {"file", "file-size", "encoding", "alias", "yaml-syntax"}
"""Rules after which a whole file is missing from what was read."""

EXAMPLES = "knowledge/red_flag_examples.yaml"
ONLY_LEARNT = (EXAMPLES, *(f"{FOLDER}/{file}" for file in (*ENGLISH, FOREIGN, WORDS)))
"""The files that only learning reads: most of all lines."""


def load(folder: Path | None = None, *, to_learn: bool = True) -> Knowledge:
    """Read `intents.yaml` and `knowledge/` below `folder` (default: the bot's own).

    Whoever has learnt it already needs none of `ONLY_LEARNT`: without `to_learn` their place stays empty.

    Raises:
        KnowledgeError: with every problem of every file, if there is one.
    """
    folder = folder or default_folder()
    problems: list[Problem] = []

    def read(file: str, reader: Callable[[Fields], T]) -> T:
        return reader(_fields(folder, file, problems))

    knowledge = Knowledge(
        intents=read("intents.yaml", read_intents),
        article=read("knowledge/article.yaml", read_article),
        messages=read("knowledge/messages.yaml", read_messages),
        red_flags=read_red_flags(
            _fields(folder, "knowledge/red_flags.yaml", problems),
            _fields(folder, EXAMPLES, problems) if to_learn else Fields(None, EXAMPLES, problems),
            _fields(folder, "knowledge/red_flag_bands.yaml", problems),
        ),
        dialogue=read("knowledge/dialogue.yaml", read_dialogue),
        languages=read("knowledge/languages.yaml", read_languages),
        vocabulary=read("knowledge/vocabulary.yaml", read_vocabulary),
        thresholds=read("knowledge/thresholds.yaml", read_thresholds),
        ordinary=read_ordinary(folder, problems) if to_learn else Ordinary(),
    )
    problems += check(knowledge, is_whole=not any(problem.rule in UNREADABLE for problem in problems))
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def _fields(folder: Path, file: str, problems: list[Problem]) -> Fields:
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(Problem(Mark(file, 1, 1), f"the file can't be read ({reason}), restore it", "file"))
        return Fields(None, file, problems)
    return Fields(compose(data, file, problems), file, problems)
