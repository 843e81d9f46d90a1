"""Finds crisis, emergency and requests for personal advice, before anything is matched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.knowledge import RedFlag, RedFlags
from bot.understanding.folding import fold
from bot.understanding.phrases import compile_phrases

_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}")
"""Letters with spaces between them, as in “s u i c i d e”."""
SHORTEST = 6
"""Letters below which a misspelling may be another word: die, diet, dye."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """The message is a crisis, an emergency or a request for personal advice."""

    flag: RedFlag
    found: str
    """The words of the message that gave it away, folded; for editors' eyes only."""


class RedFlagFinder:
    """Looks through the whole of a message for the phrases that editors listed."""

    def __init__(self, red_flags: RedFlags) -> None:
        self._nouns = tuple(map(fold, red_flags.check_typos))
        self._flags = [
            (flag, compile_phrases(flag.phrases), compile_phrases(flag.harmless)) for flag in red_flags.flags
        ]

    def find(self, folded: str) -> Flagged | None:
        """Return the most urgent red flag of a folded message, or None."""
        text = self._mended(folded) + " "
        texts = dict.fromkeys((text, _SPACED.sub(lambda run: run[0].replace(" ", "") + " ", text)))
        for flag, phrases, harmless in self._flags:
            for variant in texts:
                # Most messages have no phrase at all; only the others are searched without what is harmless.
                if phrases.search(variant) and (found := phrases.search(harmless.sub("", variant))):
                    return Flagged(flag, found[0].strip())
        return None

    def _mended(self, folded: str) -> str:
        return " ".join(_mend(word, self._nouns) for word in folded.split())


def _mend(word: str, nouns: Sequence[str]) -> str:
    """Return the noun of which `word` is a misspelling by one letter, or `word`."""
    if len(word) < SHORTEST or word in nouns:
        return word
    found = extractOne(word, nouns, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found and found[0][0] == word[0] else word
