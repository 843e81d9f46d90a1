"""Sees through the disguises in which people write dangerous words.

Digits and signs for letters (k1ll), stars (su*cide), spaces between letters or halves (sui cide), letters
drawn out (dieee), other alphabets, a misspelling: people write around filters, and in distress they mistype.
A word is replaced only by one that the editors' phrases know; all others stay what they are.
"""

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from bot.understanding.folding import REMEMBERED, SHORT_FORMS, fold, look_alikes
from bot.understanding.fuzzy import ONE_EDIT, one_slip
from bot.understanding.text import Phrasebook

_SIGNS = dict(zip("034579@$!|+\u20ac", "oeastgasiite", strict=True))
_LEET = [str.maketrans(_SIGNS | {"1": letter, "!": letter}) for letter in "il"]
"""Digits and signs to the letters that they stand for; 1 and ! may be an i or an l."""
_ODD = re.compile(r"[\d@$!|+*\u20ac](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")
"""A sign or a digit beside a letter."""
_TOKEN = re.compile(r"[\w@$!|+*\u20ac]+")
_SPACED = re.compile(r" [^\W\d_]\b(?: [^\W\d_]\b){2,}")
"""Letters with spaces between them, as in “s u i c i d e”."""
_RUN = re.compile(r"([^\W\d_])\1+")


class Disguises:
    """Knows the words of the editors' phrases, however they are written."""

    def __init__(self, known: Iterable[str], nouns: Iterable[str], plain: Container[str] = ()) -> None:
        """Know the words of all phrases; `nouns` are those of which misspellings count as well.

        What is `plain` is no misspelling: “see you soon” has no son in it, and who is cooking does not choke.
        """
        self._plain = plain
        self._nouns = list(filter(None, map(fold, nouns)))
        words = frozenset(self._nouns).union(known)
        short = (form for form, meant in SHORT_FORMS.items() if words.issuperset(meant.split()))
        self._known = words.union(short)
        self._longest = max(map(len, self._known), default=0)
        shortest_last = sorted(self._known, key=lambda word: (-len(word), word))
        self._drawn_out = {_RUN.sub(r"\1", word): word for word in shortest_last}
        """By its letters, each once in a row: a word."""
        self._halves = Phrasebook(
            ((noun[:at], noun[at:]), (noun,)) for noun in self._nouns for at in range(1, len(noun))
        )
        self._mended = lru_cache(REMEMBERED)(self._mend)
        self._read = lru_cache(REMEMBERED)(self._from_signs)

    def see_through(self, text: str) -> str:
        """Return a text, folded, with disguised words of the phrases as they are meant."""
        if _ODD.search(text):
            text = _TOKEN.sub(lambda token: self._read(token[0]), text)
        words = " ".join(("", *map(self._mended, fold(text).split())))
        words = _SPACED.sub(lambda spaced: f" {self._joined(look_alikes(spaced[0]).replace(' ', ''))}", words)
        return " ".join(self._halves.read(words.split()))

    def _from_signs(self, token: str) -> str:
        """Return what a token of letters, digits and signs stands for, if that is known."""
        core = token.rstrip("!").casefold()
        if not _ODD.search(core):
            return token
        if "*" in core.strip("*"):
            return next((noun for noun in self._nouns if _fits(core, noun)), token)
        readings = (self._mended(core.translate(table)) for table in _LEET)
        return next((reading for reading in readings if reading in self._known), token)

    def _mend(self, word: str) -> str:
        """Return the known words that an unknown one is a spelling of, or `word`."""
        for one in (word, latin := look_alikes(word)):
            if one in self._known:
                return one
        if word in self._plain:
            return word
        letters = _RUN.sub(r"\1", latin)
        if letters != latin and letters in self._drawn_out:
            return fold(self._drawn_out[letters])
        # A misspelling of a shorter word may be another word: die, diet, dye.
        near = [noun for noun in self._nouns if len(noun) > ONE_EDIT and noun[0] == word[0]]
        return (one_slip(word, near) if len(word) > ONE_EDIT else None) or word

    def _joined(self, run: str) -> str:
        """Return a run of single letters as the known words that it spells; a long one, else, as one word."""
        return fold(self._spelt(run) or (run if len(run) > ONE_EDIT else " ".join(run)))

    def _spelt(self, run: str) -> str | None:
        """Return the fewest known words that a run of letters is made of; None if it is not."""
        fewest: list[str | None] = [""]
        """Up to each letter."""
        for end in range(1, len(run) + 1):
            starts = range(max(0, end - self._longest), end)
            ways = (
                f"{fewest[at]} {run[at:end]}"
                for at in starts
                if run[at:end] in self._known and fewest[at] is not None
            )
            fewest.append(min(ways, key=lambda words: words.count(" "), default=None))
        return fewest[-1]


def _fits(masked: str, noun: str) -> bool:
    """Say whether a word with stars for some of its letters is this noun."""
    return len(masked) == len(noun) and all(map(lambda mask, letter: mask in {"*", letter}, masked, noun))
