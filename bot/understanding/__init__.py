"""What a person means: pure functions from a message to an `Understanding`.

What the examples taught comes from outside, as `Learnt`: `bot.learning` makes it.
"""

from bot.understanding.bands import Band, Placed, place
from bot.understanding.folding import fold
from bot.understanding.leaning import Answer, AsksOn, Chooses, Leaning, Leanings, Remarks
from bot.understanding.matcher import Candidate, Matcher
from bot.understanding.profiles import Learnt
from bot.understanding.reading import Reader
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
    "Learnt",
    "Matcher",
    "Meaning",
    "Placed",
    "Reader",
    "Remarks",
    "Tapped",
    "Understander",
    "Understanding",
    "Unforeseen",
    "fold",
    "place",
]
