"""Which language a message is in, if it is one that the bot does not speak.

A short table of frequent words and of scripts is enough to say that a message is not English; which language
it is only decides in what words that is told. Words are compared folded: many people type no accents.
"""

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.knowledge import Language
from bot.understanding.folding import fold

ENOUGH = 2
"""Words of a language that a message must have; one of its `sure` words counts as so many."""
LATIN = "LATIN"


@dataclass(frozen=True, slots=True)
class _Known:
    """A language, and how much each of its words says for it."""

    language: Language
    weights: Mapping[str, int]

    def weight(self, words: Iterable[str]) -> int:
        return sum(self.weights.get(word, 0) for word in words)


class LanguageFinder:
    """Tells messages in other languages from English ones."""

    def __init__(
        self, languages: Sequence[Language], english: Container[str], subject: Iterable[str] = ()
    ) -> None:
        """Know languages, the folded words of English questions, and those that all languages have."""
        known = [_Known(one, _weights(one)) for one in languages]
        self._written_apart = [one for one in known if one.language.script]
        self._by_words = [one for one in known if not one.language.script]
        self._english = english
        self._everywhere = frozenset(word for name in subject for word in fold(name).split())
        self._telling = (
            frozenset(chain.from_iterable(one.weights for one in self._by_words)) - self._everywhere
        )

    def find(self, folded: str) -> Language | None:
        """Return the language of a folded message; None if it is English, or nothing can be told."""
        if folded.isascii() and self._telling.isdisjoint(folded.split()):
            return None
        words = [word for word in folded.split() if not word[0].isdigit() and word not in self._everywhere]
        script = LATIN if all(map(str.isascii, words)) else _script_of(words)
        same_script = [one for one in self._written_apart if one.language.script == script]
        if same_script:
            return max(same_script, key=lambda one: one.weight(words)).language
        telling = [word for word in words if word in self._telling]
        if not telling:
            return None
        best = max(self._by_words, key=lambda one: one.weight(telling))
        theirs = best.weight(telling)
        ours = sum(len(word) > 1 and word not in best.weights and word in self._english for word in words)
        return best.language if theirs >= ENOUGH and theirs > ours else None


def _weights(language: Language) -> dict[str, int]:
    weights = {word: 1 for text in language.words for word in fold(text).split()}
    return weights | {word: ENOUGH for text in language.sure for word in fold(text).split()}


def _script_of(words: Iterable[str]) -> str:
    """Return the script of most letters."""
    scripts = Counter(script_of(letter) for word in words for letter in word)
    return max(scripts, key=scripts.__getitem__, default=LATIN)


@lru_cache(maxsize=2_000)
def script_of(letter: str) -> str:
    """Return the first word of a letter's name in Unicode: LATIN, CYRILLIC and so on."""
    return unicodedata.name(letter, "?").partition(" ")[0]
