"""Reads different words for the same thing as one word, from the editors' vocabulary."""

from collections.abc import Sequence

from bot.knowledge import Vocabulary
from bot.understanding.folding import fold

Words = tuple[str, ...]


class Wording:
    """Replaces synonyms, of one or several words, and drops words that carry no meaning here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_first: dict[str, list[tuple[Words, Words]]] = {}
        for canonical, others in vocabulary.synonyms.items():
            for other in others:
                self._add(other, tuple(fold(canonical).split()))
        for filler in vocabulary.fillers:
            self._add(filler, ())
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def known(self) -> frozenset[str]:
        """All words that the vocabulary names."""
        return frozenset(
            word for entries in self._by_first.values() for phrase, _ in entries for word in phrase
        )

    def words(self, words: Sequence[str]) -> list[str]:
        """Return folded words as the editors' vocabulary reads them."""
        read: list[str] = []
        at = 0
        while at < len(words):
            if words[at] in self._by_first:
                taken, replacement = self._longest(words, at)
                read.extend(replacement)
                at += taken
            else:
                read.append(words[at])
                at += 1
        return read

    def _add(self, phrase: str, replacement: Words) -> None:
        words = tuple(fold(phrase).split())
        if words:
            self._by_first.setdefault(words[0], []).append((words, replacement))

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, Words]:
        for phrase, replacement in self._by_first[words[at]]:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), replacement
        return 1, (words[at],)
