"""What is not ours to answer: messages about another subject, or with a word of danger.

Matching compares a question with examples, and a strange disease in a familiar question is still close to
them. These word lists of the editors are therefore rules, not evidence.
"""

from collections.abc import Container, Iterable
from enum import Enum

from bot.knowledge import Vocabulary
from bot.understanding.features import stem
from bot.understanding.phrases import Phrases, Searchable


class Extent(Enum):
    """How far a message is ours."""

    OURS = "ours"
    SHARED = "shared"
    """It is about another subject too, or perhaps: the article may well be silent on it."""
    ELSEWHERE = "elsewhere"
    """It is about another subject, or has a word of danger, and does not name ours."""


class Scope:
    """Tells how far a message is ours, by the editors' lists of words."""

    def __init__(self, vocabulary: Vocabulary, hazard_words: Iterable[str], familiar: Container[str]) -> None:
        """Know the editors' lists, and the stems that questions use to which the article has an answer."""
        self._familiar = familiar
        self._subject = Phrases(vocabulary.subject)
        self._context = Phrases(vocabulary.context)
        self._shared = Phrases(vocabulary.shared)
        self._foreign = Phrases(vocabulary.foreign)
        self._elsewhere = Phrases((*vocabulary.foreign, *hazard_words))

    def names_subject(self, folded: str, read_as: str) -> bool:
        """Say whether a message names what this is all about: given as it was folded, and as read."""
        return any(map(self._subject.search, _texts(folded, read_as)))

    def of(self, folded: str, read_as: str) -> Extent:
        """Return how far a message is ours: given as it was folded, and as it was read."""
        texts = _texts(folded, read_as)

        def has(phrases: Phrases) -> bool:
            return any(map(phrases.search, texts))

        if has(self._subject):
            return Extent.SHARED if has(self._foreign) else Extent.OURS
        if has(self._elsewhere):
            return Extent.ELSEWHERE
        if has(self._shared) and not has(self._context):
            return Extent.SHARED
        # “kidney function test” does not name B12, and no question that we answer has kidneys.
        return Extent.SHARED if self.is_strange(read_as.split()) else Extent.OURS

    def is_strange(self, words: Iterable[str]) -> bool:
        """Say whether a message has a word that no question has to which the article has an answer."""
        return any(stem(word) not in self._familiar for word in words if not word[0].isdigit())


def _texts(folded: str, read_as: str) -> tuple[Searchable, ...]:
    """Return what phrases are searched in, each once."""
    return (Searchable(folded),) if folded == read_as else (Searchable(folded), Searchable(read_as))
