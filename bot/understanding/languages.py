"""Which language a message is in, if it is one that the bot does not speak.

A short table of frequent words and of scripts is enough to say that a message is not English; which language
it is only decides in what words that is told.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence

from bot.knowledge import Language
from bot.understanding.folding import fold

FEWEST = 2
"""Words of a language that a message must have."""
LATIN = "LATIN"

_WORD = re.compile(r"[^\W\d_]+")


class LanguageFinder:
    """Tells messages in other languages from English ones."""

    def __init__(self, languages: Sequence[Language], english: Container[str]) -> None:
        """Know languages, and the folded words that English questions use."""
        self._by_script = {str(language.script): language for language in languages if language.script}
        self._by_words = [
            (one, frozenset(map(str.casefold, one.words))) for one in languages if not one.script
        ]
        self._english = english

    def find(self, text: str) -> Language | None:
        """Return the language of a message, or None if it is English, or nothing can be told."""
        words = _WORD.findall(text.casefold())
        if not text.isascii() and (language := self._by_script.get(_script(words))):
            return language
        best = max(self._by_words, key=lambda one: sum(word in one[1] for word in words), default=None)
        if best is None:
            return None
        language, known = best
        theirs = sum(word in known for word in words)
        ours = sum(word not in known and fold(word) in self._english for word in words)
        return language if theirs >= FEWEST and theirs > ours else None


def _script(words: Sequence[str]) -> str:
    """Return the script of most letters, by the first word of their names in Unicode."""
    letters = (letter for word in words for letter in word)
    scripts = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in letters)
    return max(scripts, key=scripts.__getitem__, default=LATIN)
