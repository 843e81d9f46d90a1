"""What a message means without the thanks or the greeting that it begins with."""

import re
from dataclasses import replace

from bot.understanding import OutOfScope, SmallTalk, Understander, Understanding, is_question, is_told

COURTESIES = frozenset({"greeting", "thanks", "goodbye", "apology"})
"""Small talk that more may follow, and to which there is another answer."""
MOST_COURTEOUS = 4
"""Words of thanks or a greeting before a question, at most; of so many a question is understood."""

_SIGN = re.compile(r"([.!?,;:\n])")


def without_courtesy(text: str, understanding: Understanding, understander: Understander) -> Understanding:
    """Return what a message means without the thanks or the greeting before it, if more follows."""
    if not (understanding.is_missed or isinstance(understanding.meaning, SmallTalk)):
        return understanding
    head, sign, rest = _first_clause(text)
    is_head = sign and rest.split() and len(head.split()) <= MOST_COURTEOUS
    talk = understander.understand(head).meaning if is_head else None
    if not (isinstance(talk, SmallTalk) and talk.intent in COURTESIES):
        return understanding
    following = understander.understand(rest)
    if following.is_flagged:
        # By all of the message it was none.
        return understanding
    # “Thank you, and good health” is thanks, and “good evening, I am a student” opens a talk.
    is_no_question = isinstance(following.meaning, OutOfScope) and not is_question(rest)
    # … but “hi, I have coeliac disease” tells what the article may speak of.
    if is_no_question and is_told(rest) and (told := understander.in_context(rest)):
        return replace(told, beside=following.beside)
    return replace(understanding, meaning=talk) if is_no_question else following


def _first_clause(text: str) -> tuple[str, str, str]:
    """Return a message up to its first sign between clauses, that sign, and the rest."""
    head, *rest = _SIGN.split(text, maxsplit=1)
    return (head, rest[0], rest[1]) if rest else (head, "", "")
