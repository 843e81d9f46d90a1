"""Which language a message is in, if it is one that the bot does not speak.

A short table of frequent words and of scripts is enough to say that a message is not English; which language
it is only decides in what words that is told. Words are compared folded: many people type no accents.
"""

import unicodedata
from collections import Counter, defaultdict
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
        self._english = english
        self._everywhere = frozenset(chain.from_iterable(fold(name).split() for name in subject))
        self._languages = languages
        self._weights: dict[str, Counter[str]] = defaultdict(Counter)
        """By word: what it counts for each language that has it."""
        for one in languages:
            for texts, weight in ((one.words, 1), (one.sure, ENOUGH)):
                for word in chain.from_iterable(fold(text).split() for text in texts):
                    self._weights[word][one.name] = weight

    def find(self, folded: str) -> Language | None:
        """Return the language of a folded message; None if it is English, or nothing can be told."""
        words = [word for word in folded.split() if not (word[0].isdigit() or word in self._everywhere)]
        found = sum((self._weights[word] for word in words if word in self._weights), Counter[str]())
        if folded.isascii() and not found:
            return None
        script = "LATIN" if folded.isascii() else _script_of(words)
        spoken = [one for one in self._languages if (one.script or "LATIN") == script]
        best = max(spoken, key=lambda one: found[one.name], default=None)
        if best is None or best.script:
            return best
        others = (word for word in words if len(word) > 1 and best.name not in self._weights.get(word, ()))
        ours = sum(word in self._english for word in others)
        return best if found[best.name] >= max(ENOUGH, ours + 1) else None


def _script_of(words: Iterable[str]) -> str:
    """Return the script of most letters, the first word of their names in Unicode: CYRILLIC and so on."""
    scripts = Counter(
        unicodedata.name(letter, "?").partition(" ")[0] for letter in chain.from_iterable(words)
    )
    return max(scripts, key=scripts.__getitem__, default="LATIN")
