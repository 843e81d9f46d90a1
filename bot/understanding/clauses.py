"""Where a message may be several questions: its halves, and all its clauses."""

import re
from collections.abc import Iterator

MOST_JOINTS, MOST_WORDS = 8, 30
"""Places at which a message is tried as several questions, and its words: a longer one is a story."""

_JOINT = re.compile(
    r"[.?!]\s|[;:&,\n]|\s(?:and|also|plus|but|so)\s|(?:^|\s)(?:\(?\d\)|\d\.|\u2022)\s", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|how|why|when|where|who|can|could|do|does|did|is|are|should|will|would)\b",
    re.IGNORECASE,
)


def clauses(message: str) -> tuple[str, ...]:
    """Return a message cut at each place where it may be several questions; nothing for one, or a story."""
    found = tuple(filter(str.strip, _JOINT.split(message)))
    return found if 1 < len(found) <= MOST_JOINTS + 1 and len(message.split()) <= MOST_WORDS else ()


def halves(message: str) -> Iterator[tuple[str, str]]:
    """Yield the text before and after each such place."""
    if clauses(message):
        for joint in _JOINT.finditer(message):
            yield message[: joint.start()], message[joint.end() :]


def asks(clause: str) -> bool:
    """Say whether a clause looks like a question."""
    return bool(_ASKS.search(clause))
