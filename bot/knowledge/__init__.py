"""The knowledge base: YAML files that editors maintain, to frozen values or located problems."""

from bot.knowledge.answers import Said, arrange
from bot.knowledge.decoding import Paragraphs
from bot.knowledge.intents import Facet, Intent, Kind
from bot.knowledge.loading import ONLY_LEARNT, default_folder, load
from bot.knowledge.messages import (
    ANY_TOPIC,
    NEXT,
    NO_TOPIC,
    PAGE,
    PERSONAL,
    SAME,
    SOURCE,
    VALUE,
    AfterAlarm,
    DialoguePhrases,
    FollowUp,
    Language,
    Messages,
    Profile,
)
from bot.knowledge.model import (
    FULL_SCORE,
    UNFORESEEN,
    Article,
    Calibration,
    Knowledge,
    Ordinary,
    Statement,
    Thresholds,
    Vocabulary,
)
from bot.knowledge.problems import KnowledgeError, Mark, Problem, Text
from bot.knowledge.red_flags import ALARM_LOOK_ALIKES, HARMLESS, Band, RedFlag, RedFlags

__all__ = [
    "ALARM_LOOK_ALIKES",
    "ANY_TOPIC",
    "FULL_SCORE",
    "HARMLESS",
    "NEXT",
    "NO_TOPIC",
    "ONLY_LEARNT",
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
    "DialoguePhrases",
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
