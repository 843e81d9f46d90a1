"""Which language a message is in, if it is one that the bot does not speak.

A short table of frequent words and of scripts is enough to say that a message is not English; which language
it is only decides in what words that is told. Words are compared folded: many people type no accents.
"""

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import chain

from bot.knowledge import Language
from bot.understanding.folding import fold

ENOUGH = 2
"""Words of a language that a message must have; one of its `sure` words counts as so many."""


class LanguageFinder:
    """Tells messages in other languages from English ones."""

    def __init__(
        self, languages: Sequence[Language], english: Container[str], subject: Iterable[str]
    ) -> None:
        """Know languages, the folded words of English questions, and those that all languages have."""
        self._weights = {one.name: _weights(one) for one in languages}
        self._languages = languages
        self._english = english
        self._everywhere = frozenset(chain.from_iterable(fold(name).split() for name in subject))
        self._telling = frozenset(chain.from_iterable(self._weights.values())) - self._everywhere

    def find(self, folded: str) -> Language | None:
        """Return the language of a folded message; None if it is English, or nothing can be told."""
        words = folded.split()
        if folded.isascii() and self._telling.isdisjoint(words):
            return None
        words = [word for word in words if not word[0].isdigit() and word not in self._everywhere]
        script = "LATIN" if all(map(str.isascii, words)) else _script_of(words)
        spoken = [one for one in self._languages if (one.script or "LATIN") == script]
        best = max(spoken, key=lambda one: self._weight(one, words), default=None)
        if best is None or best.script:
            return best
        theirs, their_words = self._weight(best, words), self._weights[best.name]
        ours = sum(len(word) > 1 and word not in their_words and word in self._english for word in words)
        return best if theirs >= ENOUGH and theirs > ours else None

    def _weight(self, language: Language, words: Iterable[str]) -> int:
        weights = self._weights[language.name]
        return sum(weights.get(word, 0) for word in words)


def _weights(language: Language) -> dict[str, int]:
    weights = {word: 1 for text in language.words for word in fold(text).split()}
    return weights | {word: ENOUGH for text in language.sure for word in fold(text).split()}


def _script_of(words: Iterable[str]) -> str:
    """Return the script of most letters, the first word of their names in Unicode: CYRILLIC and so on."""
    scripts = Counter(
        unicodedata.name(letter, "?").partition(" ")[0] for letter in chain.from_iterable(words)
    )
    return max(scripts, key=scripts.__getitem__)
