"""Finds crisis, emergency and requests for personal advice, before anything is matched.

Phrases find what is said outright, however it is disguised. What no phrase foresaw is found by its likeness to
examples, with a matcher that knows nothing but those: no example of an intent can ever change what it finds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.knowledge import HARMLESS, RedFlag, RedFlags, Vocabulary
from bot.understanding.disguises import Disguises
from bot.understanding.matcher import Matcher
from bot.understanding.phrases import Phrases

LIKE: Mapping[str, float] = {"crisis": 0, "emergency": 0, "crisis_of_another": 0, "personal": 0}
"""The score from which a message is taken to be like the examples of a red flag."""
SENTENCE = 60.0
"""The score from which one sentence of a message is enough: alone it says less than the whole."""
SHORTEST = 4
"""Words that a sentence must have to be looked at alone."""

_SENTENCES = re.compile(r"(?<=[.!?;\n])\s+")


@dataclass(frozen=True, slots=True)
class Flagged:
    """The message is a crisis, an emergency or a request for personal advice."""

    flag: RedFlag
    found: str
    """The words of the message that gave it away, or the example that it is like; for editors' eyes only."""


class RedFlagFinder:
    """Looks through the whole of a message."""

    def __init__(self, red_flags: RedFlags, vocabulary: Vocabulary) -> None:
        self._flags = red_flags.flags
        self._phrases = [(flag, Phrases(flag.phrases), Phrases(flag.harmless)) for flag in red_flags.flags]
        known = chain.from_iterable(phrases.words for _, phrases, _ in self._phrases)
        self._disguises = Disguises(known, red_flags.check_typos)
        self._cues = {id(flag): Phrases(flag.cues) for flag in red_flags.flags}
        self._examples = Matcher(red_flags.examples, vocabulary)

    def find(self, text: str) -> Flagged | None:
        """Return the most urgent red flag of a message, or None."""
        words = self._disguises.see_through(text) + " "
        found = self._said(words) or self._like(text, words)
        return found

    def _said(self, words: str) -> Flagged | None:
        """Return the red flag whose phrase a message has."""
        for flag, phrases, harmless in self._phrases:
            # Most messages have no phrase at all; only the others are searched without what is harmless.
            if phrases.search(words) and (found := phrases.search(harmless.without(words))):
                return Flagged(flag, found)
        return None

    def _like(self, text: str, words: str) -> Flagged | None:
        """Return the red flag whose examples a message is like."""
        likest = self._examples.match(words)
        if not likest:
            return None
        best = likest[0]
        if best.intent != HARMLESS and best.score >= LIKE[best.intent]:
            return Flagged(self._flag(best.intent, words), best.example)
        return None

    def _flag(self, name: str, words: str) -> RedFlag:
        """Return the red flag of a name; of several, the first whose cues the message has, or else the last."""
        flags = [flag for flag in self._flags if flag.name == name]
        return next((flag for flag in flags if self._cues[id(flag)].search(words)), flags[-1])
