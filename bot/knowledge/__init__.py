"""The knowledge base: YAML files that editors maintain, to frozen values or located problems."""

from pathlib import Path

from bot.knowledge.dialogue import (
    ANY_TOPIC,
    NEXT,
    NO_TOPIC,
    PERSONAL,
    SAME,
    SOURCE,
    Dialogue,
    FollowUp,
    Language,
)
from bot.knowledge.folder import default_folder
from bot.knowledge.messages import Messages, Paragraphs, Profile
from bot.knowledge.model import (
    FULL_SCORE,
    HARMLESS,
    UNFORESEEN,
    Article,
    Band,
    Intent,
    Kind,
    Knowledge,
    RedFlag,
    RedFlags,
    Statement,
    Thresholds,
    Vocabulary,
)
from bot.knowledge.problems import KnowledgeError, Mark, Problem, Text

__all__ = [
    "ANY_TOPIC",
    "FULL_SCORE",
    "HARMLESS",
    "NEXT",
    "NO_TOPIC",
    "PERSONAL",
    "SAME",
    "SOURCE",
    "UNFORESEEN",
    "Article",
    "Band",
    "Dialogue",
    "FollowUp",
    "Intent",
    "Kind",
    "Knowledge",
    "KnowledgeError",
    "Language",
    "Mark",
    "Messages",
    "Paragraphs",
    "Problem",
    "Profile",
    "RedFlag",
    "RedFlags",
    "Statement",
    "Text",
    "Thresholds",
    "Vocabulary",
    "default_folder",
    "load",
]


def load(folder: Path | None = None) -> Knowledge:
    """Read `intents.yaml` and `knowledge/*.yaml` below `folder` (default: the bot's own).

    Raises:
        KnowledgeError: with every problem of every file, if there is one.
    """
    # Only reading files needs YAML: whoever gets the values of another process does without its memory.
    from bot.knowledge.loading import load as read  # noqa: PLC0415

    return read(folder)
