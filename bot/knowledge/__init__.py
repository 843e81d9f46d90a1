"""The knowledge base: YAML files that editors maintain, to frozen values or located problems."""

from bot.knowledge.load import default_folder, load
from bot.knowledge.model import (
    FULL_SCORE,
    HARMLESS,
    UNFORESEEN,
    Article,
    Dialogue,
    Intent,
    Kind,
    Knowledge,
    Language,
    Messages,
    Paragraphs,
    Profile,
    RedFlag,
    RedFlags,
    Statement,
    Thresholds,
    Vocabulary,
)
from bot.knowledge.problems import KnowledgeError, Mark, Problem, Text

__all__ = [
    "FULL_SCORE",
    "HARMLESS",
    "UNFORESEEN",
    "Article",
    "Dialogue",
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
