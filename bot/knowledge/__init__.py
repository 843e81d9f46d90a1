"""The knowledge base: YAML files that editors maintain, to frozen values or located problems."""

from bot.knowledge.answers import Said, arrange
from bot.knowledge.dialogue import (
    ANY_TOPIC,
    NEXT,
    NO_TOPIC,
    PAGE,
    PERSONAL,
    SAME,
    SOURCE,
    VALUE,
    AfterAlarm,
    Dialogue,
    FollowUp,
    Language,
)
from bot.knowledge.folder import default_folder
from bot.knowledge.intents import Facet, Intent, Kind
from bot.knowledge.loading import load
from bot.knowledge.messages import Messages, Paragraphs, Profile
from bot.knowledge.model import (
    FULL_SCORE,
    HARMLESS,
    UNFORESEEN,
    Article,
    Band,
    Calibration,
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
    "PAGE",
    "PERSONAL",
    "SAME",
    "SOURCE",
    "UNFORESEEN",
    "VALUE",
    "AfterAlarm",
    "Article",
    "Band",
    "Calibration",
    "Dialogue",
    "Facet",
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
    "Said",
    "Statement",
    "Text",
    "Thresholds",
    "Vocabulary",
    "arrange",
    "default_folder",
    "load",
]
