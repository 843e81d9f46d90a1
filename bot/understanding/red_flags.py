"""Finds crisis, emergency and requests for personal advice, before anything is matched.

Phrases find what is said outright, however it is disguised. What no phrase foresaw is found by its likeness
to examples, with a matcher whose scores come from those alone: no example of an intent can outweigh them.
"""

import re
from dataclasses import dataclass, replace
from itertools import chain

from bot.knowledge import HARMLESS, RedFlag, RedFlags
from bot.understanding.disguises import Disguises
from bot.understanding.folding import fold
from bot.understanding.matcher import Candidate, Matcher
from bot.understanding.phrases import Phrases, Searchable, words_of
from bot.understanding.reading import MAX_WORDS, Reader, Reading

LIKE = 12.0
"""The score from which a message is taken to be like the examples of a red flag."""
DOUBT = 20.0
"""The score from which crisis or emergency counts although the message is more like something less urgent."""
SENTENCE = 60.0
"""The score from which one sentence of a long message is enough: alone it says less than a whole message."""
URGENT = frozenset({"crisis", "emergency"})
"""The red flags that one sentence is enough for."""
COMPARED = 8
"""Examples of each red flag that are compared as strings: with 200 it finds the same, in twice the time."""
FEWEST = 2
"""Words of a message, or of a sentence, that is like anything."""

_SENTENCES = re.compile(r"[.!?;\n]\s+")


@dataclass(frozen=True, slots=True)
class Flagged:
    """The message is a crisis, an emergency or a request for personal advice."""

    flag: RedFlag
    found: str
    """The words of the message that gave it away, or the example that it is like; for editors' eyes only."""


class RedFlagFinder:
    """Looks through the whole of a message."""

    def __init__(self, red_flags: RedFlags, reader: Reader, at: int) -> None:
        """Find red flags; their examples are the set that stands `at` this place in `reader`."""
        self._flags = red_flags.flags
        self._phrases = [(flag, Phrases(flag.phrases), Phrases(flag.harmless)) for flag in red_flags.flags]
        self._any = Phrases(chain.from_iterable(flag.phrases for flag in red_flags.flags))
        self._harmless = {str(flag.name): harmless for flag, _, harmless in self._phrases}
        resources = red_flags.resources.values()
        self._needs = {str(one.id): Phrases(one.cues) for one in resources if one.cues}
        self._cues = [(flag, Phrases(flag.cues)) for flag in red_flags.flags]
        named = words_of(chain.from_iterable(flag.phrases for flag in red_flags.flags))
        self._disguises = Disguises(named, red_flags.check_typos)
        self._reader = reader
        self._matcher = Matcher(red_flags.examples, reader, at, COMPARED)

    def find(self, text: str, reading: Reading | None = None, *, is_known: bool = False) -> Flagged | None:
        """Return the most urgent red flag of a message, or None; `reading` is how it was read, if it was.

        A message that editors know, word for word, is not judged by what it is like: “I don't get it”.
        """
        reading = reading or self._reader.read(fold(text))
        seen = self._disguises.see_through(text)
        words, like = Searchable(seen), None
        if not is_known:
            like = self._like(text, words, reading if seen == reading.folded else self._reader.read(seen))
        found = [flagged for flagged in (self._said(words), like) if flagged]
        if not found:
            return None
        urgent = min(found, key=lambda flagged: self._flags.index(flagged.flag))
        return replace(urgent, flag=self._with_what_helps(urgent.flag, words))

    def _with_what_helps(self, flag: RedFlag, words: Searchable) -> RedFlag:
        """Return a red flag with those of its resources that help with what the message says."""
        helps = tuple(
            key for key in flag.resources if key not in self._needs or self._needs[key].search(words)
        )
        return replace(flag, resources=helps)

    def _said(self, words: Searchable) -> Flagged | None:
        """Return the most urgent red flag of which a message has a phrase."""
        # Most messages have no phrase at all; only the others are searched without what is harmless.
        for flag, phrases, harmless in self._phrases if self._any.search(words) else ():
            if phrases.search(words) and (found := phrases.search(harmless.without(words))):
                return Flagged(flag, found)
        return None

    def _like(self, text: str, words: Searchable, reading: Reading) -> Flagged | None:
        """Return the red flag that a message is like as a whole, or else a sentence of a long one."""
        if found := self._likest(reading, LIKE):
            calm = self._harmless[found.intent].without(words)
            is_calm = calm is not words and not self._likest(self._reader.read(calm.folded), LIKE)
            return None if is_calm else self._flagged(found, words)
        if words.folded.count(" ") < MAX_WORDS:
            return None
        sentences = map(self._disguises.see_through, _SENTENCES.split(text))
        likest = (self._likest(self._reader.read(one), SENTENCE) for one in sentences)
        urgent = [found for found in likest if found and found.intent in URGENT]
        best = max(urgent, key=lambda found: found.score, default=None)
        return self._flagged(best, words) if best else None

    def _likest(self, reading: Reading, needed: float) -> Candidate | None:
        """Return the red flag that words are like; the more urgent one if they are like two."""
        if reading.folded.count(" ") + 1 < FEWEST or self._matcher.leads(HARMLESS, reading):
            return None
        likest = [found for found in self._matcher.candidates(reading) if found.score >= needed]
        if not likest or likest[0].intent == HARMLESS:
            return None
        urgent = (found for found in likest if found.intent in URGENT and found.score >= DOUBT)
        return next(urgent, likest[0])

    def _flagged(self, found: Candidate, words: Searchable) -> Flagged:
        """Return the red flag; of several concerns, the first whose cues are there, or else the last."""
        flags = [(flag, cues) for flag, cues in self._cues if flag.name == found.intent]
        flag = next((flag for flag, cues in flags if cues.search(words)), flags[-1][0])
        return Flagged(flag, found.example)
