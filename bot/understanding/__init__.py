"""What a person means: pure functions from a message to an `Understanding`.

What the examples taught comes from outside, as `Learnt`: `bot.learning` makes it.
"""

from bot.understanding.alarms import Alarm, Level, Likeness, Phrase
from bot.understanding.clauses import asks, is_question, is_told
from bot.understanding.folding import fold
from bot.understanding.learnt import Arrays, Learnt
from bot.understanding.matcher import Candidate, FacetFinder
from bot.understanding.meaning import (
    AllTopics,
    Answer,
    Flagged,
    Gap,
    Meaning,
    OtherLanguage,
    OutOfScope,
    SmallTalk,
    Suggest,
    Tapped,
    Understanding,
    Unforeseen,
    Value,
)
from bot.understanding.understander import Understander

__all__ = [
    "Alarm",
    "AllTopics",
    "Answer",
    "Arrays",
    "Candidate",
    "FacetFinder",
    "Flagged",
    "Gap",
    "Learnt",
    "Level",
    "Likeness",
    "Meaning",
    "OtherLanguage",
    "OutOfScope",
    "Phrase",
    "SmallTalk",
    "Suggest",
    "Tapped",
    "Understander",
    "Understanding",
    "Unforeseen",
    "Value",
    "asks",
    "fold",
    "is_question",
    "is_told",
]
