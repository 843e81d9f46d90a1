"""What is not ours to answer: messages about another subject, or with a word of danger.

Matching compares a question with examples, and a strange disease in a familiar question is still close to
them. These word lists of the editors are therefore rules, not evidence.
"""

import re
from collections.abc import Iterable
from enum import Enum

from bot.knowledge import Vocabulary
from bot.understanding.phrases import compile_phrases


class Extent(Enum):
    """How far a message is ours."""

    OURS = "ours"
    SHARED = "shared"
    """It is about another subject too, or perhaps: the article may well be silent on it."""
    ELSEWHERE = "elsewhere"
    """It is about another subject, or has a word of danger, and does not name ours."""


class Scope:
    """Tells how far a message is ours, by the editors' lists of words."""

    def __init__(self, vocabulary: Vocabulary, hazard_words: Iterable[str]) -> None:
        self._subject = compile_phrases(vocabulary.subject)
        self._context = compile_phrases(vocabulary.context)
        self._shared = compile_phrases(vocabulary.shared)
        self._foreign = compile_phrases(vocabulary.foreign)
        self._hazards = compile_phrases(hazard_words)

    def of(self, folded: str, read_as: str) -> Extent:
        """Return how far a message is ours: given as it was folded, and as it was read."""

        def has(words: re.Pattern[str]) -> bool:
            return any(map(words.search, (folded + " ", read_as + " ")))

        if has(self._subject):
            return Extent.SHARED if has(self._foreign) else Extent.OURS
        if has(self._foreign) or has(self._hazards):
            return Extent.ELSEWHERE
        return Extent.SHARED if has(self._shared) and not has(self._context) else Extent.OURS
