"""Where a message may be several questions: cut before each clause that asks, or else at every joint."""

import re

MOST_CLAUSES, MOST_WORDS = 9, 30
"""Clauses of a message that is tried as several questions, and its words: a longer one is a story."""

_JOINT = re.compile(
    r"((?<=[.?!])\s+|[;:&,\n]"
    r"|\s(?:and|also|plus|but|(?<!\b(?:is|it|am) )so)\s"
    r"|(?:^|\s)(?:\(?\d\)|\d\.|\u2022)\s)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|how|why|when|where|who|can|could|do|does|did|is|are|should|will|would)s?\b",
    re.IGNORECASE,
)


def clauses_of(message: str) -> list[str]:
    """Return what may be the questions of a message, in their order; none where it is one, or a story."""
    first, *rest = _JOINT.split(message)
    clauses = list(filter(str.strip, (first, *rest[1::2])))
    if not 1 < len(clauses) <= MOST_CLAUSES or len(message.split()) > MOST_WORDS:
        return []
    questions = [first]
    for joint, clause in zip(rest[::2], rest[1::2], strict=True):
        if asks(clause):
            questions.append(clause)
        else:
            questions[-1] += joint + clause
    questions = list(filter(str.strip, questions))
    return questions if len(questions) > 1 else clauses


def is_one(message: str) -> bool:
    """Say whether a message has no place at which it can be cut."""
    return not _JOINT.search(message.strip())


def asks(clause: str) -> bool:
    """Say whether a clause looks like a question."""
    return bool(_ASKS.search(clause))
