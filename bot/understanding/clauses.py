"""Where a message may be several questions: cut before each clause that asks, or else at every joint."""

import re

MOST_WORDS = 30
"""Words of a message that is tried as several questions, at most: a longer one is a story."""

_JOINT = re.compile(
    r"((?<=[.?!])\s+|[;:&,\n]"
    r"|\s(?:and|n|nd|also|plus|but|(?<!\b(?:is|it|am) )so)\s"
    r"|(?:^|\s)(?:\(?\d\)|\d\.|\u2022)\s)",
    re.IGNORECASE,
)
_ASKING = r"(?:what|which|how|why|when|where|who|can|could|do|does|did|is|are|should|will|would)s?\b"
_ASKS = re.compile(rf"\?|\b{_ASKING}", re.IGNORECASE)
_BEGINS = re.compile(rf"\W*(?:and |but |so |also )?{_ASKING}", re.IGNORECASE)


def clauses_of(message: str) -> list[str]:
    """Return what may be the questions of a message, in their order; none where it is one, or a story."""
    if len(message.split()) > MOST_WORDS:
        return []
    first, *rest = _JOINT.split(message)
    clauses, questions = [first, *rest[1::2]], [first]
    for joint, clause in zip(rest[::2], rest[1::2], strict=True):
        if asks(clause):
            questions.append(clause)
        else:
            questions[-1] += joint + clause
    cut = (list(filter(str.strip, ones)) for ones in (questions, clauses))
    return next((ones for ones in cut if len(ones) > 1), [])


def is_one(message: str) -> bool:
    """Say whether a message has no place at which it can be cut."""
    return not _JOINT.search(message.strip())


def asks(clause: str) -> bool:
    """Say whether a clause looks like a question."""
    return bool(_ASKS.search(clause))


def begins_as_question(clause: str) -> bool:
    """Say whether a clause is surely a question, for what tells something may have such a word, too."""
    return bool(_BEGINS.match(clause))
