"""What a person means: pure functions from a message to an `Understanding`.

`Matcher` stands on its own: it matches texts with the examples of any intents.
"""

from bot.understanding.bands import Band, Placed, place
from bot.understanding.folding import fold
from bot.understanding.leaning import Answer, AsksOn, Chooses, Leaning, Leanings, Remarks
from bot.understanding.matcher import Candidate, Matcher
from bot.understanding.red_flags import Flagged
from bot.understanding.scope import Extent
from bot.understanding.understander import (
    AllTopics,
    Foreign,
    Meaning,
    Tapped,
    Understander,
    Understanding,
    Unforeseen,
)

__all__ = [
    "AllTopics",
    "Answer",
    "AsksOn",
    "Band",
    "Candidate",
    "Chooses",
    "Extent",
    "Flagged",
    "Foreign",
    "Leaning",
    "Leanings",
    "Matcher",
    "Meaning",
    "Placed",
    "Remarks",
    "Tapped",
    "Understander",
    "Understanding",
    "Unforeseen",
    "fold",
    "place",
]
