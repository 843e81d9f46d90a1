"""What is left of a question when nothing in it may tell whose it is.

Only words that are known stay, each in its plain form: a list of what is allowed, for nobody can list all
names. Those that are common words as well are told by the capital letter, or by what stands before them.
"""

import re

from bot.understanding.folding import fold
from bot.understanding.text import MAX_WORDS, TextReader

HIDDEN = "…"
"""In place of what was taken out."""
LEAST_WORDS = 2
"""Words below which nothing is left that an editor could learn from."""

_HIDDEN_IN_A_ROW = re.compile(rf"{HIDDEN}(?: {HIDDEN})+")
_CONTACT = re.compile(r"@|://|\w\.[a-z]{2}|/\w+/", re.IGNORECASE)
"""What makes a word an address, a handle, a link or a path: a full stop between letters does."""
_NAMED = re.compile(
    r"(?P<before>\b(?i:my name is|name's|called|named|call me|dr|mrs?|ms|miss|prof)\b\.?) +\w+(?: [A-Z]\w+)?"
)
_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+\b(?!')")
"""A word that begins with a capital letter though no sentence does."""
_NUMBER = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|double|point"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)"
)
_NUMBERS = re.compile(rf"\b{_NUMBER}(?:[ -]+(?:and )?{_NUMBER})+\b", re.IGNORECASE)
"""Several numbers in words, one after the other."""


class Scrubber:
    """Takes out of questions what may tell of somebody."""

    def __init__(self, reader: TextReader) -> None:
        """Leave the words that `reader` knows."""
        self._reader = reader

    def may_leave_some(self, folded: str) -> bool:
        """Say whether a folded message has words enough that are known: quickly, before anybody shares it."""
        return sum(word in self._reader.english for word in folded.split()) >= LEAST_WORDS

    def scrub(self, text: str) -> str | None:
        """Return a question in known words, `HIDDEN` for all others; None if too little is left."""
        text = " ".join(HIDDEN if _CONTACT.search(word) else word for word in text.split())
        text = _NAMED.sub(rf"\g<before> {HIDDEN}", text)
        text = _NUMBERS.sub(HIDDEN, text)
        text = _CAPITAL.sub(
            lambda found: found[0] if found[0].lower() in self._reader.vocabulary else HIDDEN, text
        )
        words = [word for part in text.split(HIDDEN) for word in (*self._known(part), HIDDEN)][:-1]
        if sum(word != HIDDEN for word in words) < LEAST_WORDS:
            return None
        return _HIDDEN_IN_A_ROW.sub(HIDDEN, " ".join(words[-MAX_WORDS:]))

    def _known(self, part: str) -> list[str]:
        """Return the words of a part, misspelt ones repaired, and unknown ones, and numbers, hidden."""
        is_known = self._reader.english.__contains__
        words = self._reader.repaired(fold(part))
        return [word if word[0].isalpha() and is_known(word) else HIDDEN for word in words]
