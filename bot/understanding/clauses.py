"""Where a message may be several questions: its halves, and all its clauses."""

import re

MOST_JOINTS, MOST_WORDS = 8, 30
"""Places at which a message is tried as several questions, and its words: a longer one is a story."""

_JOINT = re.compile(
    r"[.?!]\s|[;:&,\n]|\s(?:and|also|plus|but|so)\s|(?:^|\s)(?:\(?\d\)|\d\.|\u2022)\s", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|how|why|when|where|who|can|could|do|does|did|is|are|should|will|would)\b",
    re.IGNORECASE,
)


def ways_to_cut(message: str) -> list[tuple[str, ...]]:
    """Return the ways to cut a message into clauses: in two at each joint, and at all; none for a story."""
    joints = list(_JOINT.finditer(message))
    found = tuple(filter(str.strip, _JOINT.split(message))) if joints else ()
    if not 1 < len(found) <= MOST_JOINTS + 1 or len(message.split()) > MOST_WORDS:
        return []
    halves = [(message[: joint.start()], message[joint.end() :]) for joint in joints]
    return list(dict.fromkeys([*halves, found]))


def is_one(message: str) -> bool:
    """Say whether a message has no place at which it can be cut."""
    return not _JOINT.search(message)


def asks(clause: str) -> bool:
    """Say whether a clause looks like a question."""
    return bool(_ASKS.search(clause))
