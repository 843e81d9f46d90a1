"""What a person means: pure functions from a message to an `Understanding`.

`Matcher` stands on its own: it matches texts with the examples of any intents.
"""

from bot.understanding.bands import Band, Placed, place
from bot.understanding.folding import fold
from bot.understanding.matcher import Candidate, Matcher
from bot.understanding.red_flags import Flagged
from bot.understanding.rules import check
from bot.understanding.scope import Extent
from bot.understanding.understander import (
    AllTopics,
    Meaning,
    Tapped,
    Understander,
    Understanding,
    Unforeseen,
)

__all__ = [
    "AllTopics",
    "Band",
    "Candidate",
    "Extent",
    "Flagged",
    "Matcher",
    "Meaning",
    "Placed",
    "Tapped",
    "Understander",
    "Understanding",
    "Unforeseen",
    "check",
    "fold",
    "place",
]
