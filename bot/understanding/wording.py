"""Reads different words for the same thing as one word, from the editors' vocabulary."""

from collections.abc import Sequence

from bot.knowledge import Vocabulary
from bot.understanding.folding import fold

Words = tuple[str, ...]


class Wording:
    """Replaces synonyms, of one or several words, and drops words that carry no meaning here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._subject = frozenset(word for entry in vocabulary.subject for word in fold(entry).split())
        self._by_first: dict[str, list[tuple[Words, Words]]] = {}
        for canonical, others in vocabulary.synonyms.items():
            for other in others:
                self._add(other, tuple(fold(canonical).split()))
        for filler in vocabulary.fillers:
            self._add(filler, ())
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def words(self, folded: str) -> list[str]:
        """Return the words of a folded text as the editors' vocabulary reads them."""
        words = folded.split()
        read: list[str] = []
        at = 0
        while at < len(words):
            taken, replacement = self._longest(words, at)
            read.extend(replacement)
            at += taken
        return read

    def is_subject_only(self, words: Sequence[str]) -> bool:
        """Say whether the words name the subject and nothing else."""
        return bool(words) and self._subject.issuperset(words)

    def _add(self, phrase: str, replacement: Words) -> None:
        words = tuple(fold(phrase).split())
        self._by_first.setdefault(words[0], []).append((words, replacement))

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, Words]:
        for phrase, replacement in self._by_first.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), replacement
        return 1, (words[at],)
