"""The knowledge base: YAML files that editors maintain, to frozen values or located problems."""

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
from bot.knowledge.loading import load
from bot.knowledge.messages import Messages, Paragraphs, Profile
from bot.knowledge.model import (
    FULL_SCORE,
    HARMLESS,
    UNFORESEEN,
    Article,
    Calibration,
    Intent,
    Kind,
    Knowledge,
    Ordinary,
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
    "Calibration",
    "Dialogue",
    "FollowUp",
    "Intent",
    "Kind",
    "Knowledge",
    "KnowledgeError",
    "Language",
    "Mark",
    "Messages",
    "Ordinary",
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
