"""Sees through the disguises in which people write dangerous words.

Digits and signs for letters (k1ll), stars (su*cide), spaces between letters or halves (sui cide), tags,
letters drawn out (dieee), other alphabets, a misspelling: people write around filters, and in distress they
mistype. A word is replaced only by one that the editors' phrases know; all others stay what they are.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from bot.understanding.folding import REMEMBERED, SHORT_FORMS, fold, look_alikes
from bot.understanding.fuzzy import ONE_EDIT, one_slip

_SIGNS = dict(zip("034579@$!|+\u20ac", "oeastgasiite", strict=True))
_LEET = [str.maketrans(_SIGNS | {"1": letter, "!": letter}) for letter in "il"]
"""Digits and signs to the letters that they stand for; 1 and ! may be an i or an l."""
_ODD = re.compile(r"[^\W\d_][\d@$!|+*\u20ac]|[\d@$!|+*\u20ac][^\W\d_]")
"""A letter beside a sign or a digit."""
_TOKEN = re.compile(r"[\w@$!|+*\u20ac]+")
_TAG = re.compile(r"</?[a-zA-Z]{1,10}>")
"""A tag of HTML, as somebody may type it for effect."""
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}")
"""Letters with spaces between them, as in “s u i c i d e”."""
_DOUBLE = re.compile(r"(.)\1")


class Disguises:
    """Knows the words of the editors' phrases, however they are written."""

    def __init__(self, known: Iterable[str], nouns: Iterable[str]) -> None:
        """Know the words of all phrases; `nouns` are those of which misspellings count as well."""
        self._nouns = tuple(folded for noun in nouns if (folded := fold(noun)))
        self._whole = frozenset(self._nouns)
        self._known = self._whole.union(known)
        short = (form for form, meant in SHORT_FORMS.items() if self._known.issuperset(meant.split()))
        self._spelt_out = self._known.union(short)
        ends = range(1, max(map(len, self._spelt_out), default=0) + 1)
        self._beginnings = frozenset(word[:end] for word in self._spelt_out for end in ends)
        self._by_letters: dict[str, list[str]] = {}
        for word in sorted(self._spelt_out, key=len):
            self._by_letters.setdefault(_letters(word), []).append(word)
        self._mended = lru_cache(REMEMBERED)(self._mend)
        self._read = lru_cache(REMEMBERED)(self._from_signs)

    def see_through(self, text: str) -> str:
        """Return a text, folded, with disguised words of the phrases as they are meant."""
        plain = _TAG.sub("", text) if "<" in text else text
        if _ODD.search(plain):
            plain = _TOKEN.sub(lambda token: self._read(token[0]), plain)
        words = " ".join(map(self._mended, fold(plain).split())) + " "
        words = _SPACED.sub(lambda run: self._joined(run[0].split()), words)
        return " ".join(self._without_gaps(words.split()))

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
        latin = word if word.isascii() else look_alikes(word)
        if not self._known.isdisjoint((word, latin)):
            return word if word in self._known else latin
        if _DOUBLE.search(latin):
            alike = self._by_letters.get(_letters(latin), ())
            if shorter := next((known for known in alike if _is_drawn_out(latin, known)), None):
                return SHORT_FORMS.get(shorter, shorter)
        # A misspelling of a shorter word may be another word: die, diet, dye.
        is_long = len(word) > ONE_EDIT
        near = [noun for noun in self._nouns if is_long and len(noun) > ONE_EDIT and noun[0] == word[0]]
        return one_slip(word, near) or word

    def _joined(self, letters: list[str]) -> str:
        """Return a run of single letters as the known words that it spells; a long one, else, as one word."""
        run = "".join(letters)
        words = self._spelt(run) or ([run] if len(run) > ONE_EDIT else letters)
        return f"{fold(' '.join(words))} "

    def _spelt(self, run: str) -> list[str] | None:
        """Return the fewest known words that a run of letters is made of."""
        unknown = len(run) + 1
        fewest, starts = [0] + [unknown] * len(run), [0] * (len(run) + 1)
        """Up to each letter: the fewest words, and where the last of them starts."""
        for at in range(len(run)):
            for end in range(at + 1, len(run) + 1) if fewest[at] < unknown else ():
                if (piece := run[at:end]) not in self._beginnings:
                    break
                if fewest[at] + 1 < fewest[end] and piece in self._spelt_out:
                    fewest[end], starts[end] = fewest[at] + 1, at
        words, end = [], len(run)
        while end and fewest[-1] < unknown:
            words.append(run[starts[end] : end])
            end = starts[end]
        return words[::-1] or None

    def _without_gaps(self, words: Iterable[str]) -> list[str]:
        """Return words, two neighbours as one where they are the halves of a noun."""
        kept: list[str] = []
        for word in words:
            if kept and kept[-1] + word in self._whole:
                kept[-1] += word
            else:
                kept.append(word)
        return kept


def _fits(masked: str, noun: str) -> bool:
    """Say whether a word with stars for some of its letters is this noun."""
    return len(masked) == len(noun) and all(map(lambda mask, letter: mask in {"*", letter}, masked, noun))


def _letters(word: str) -> str:
    """Return a word with each run of a letter as one."""
    return "".join(letter for letter, _ in groupby(word))


def _is_drawn_out(word: str, known: str) -> bool:
    """Say whether a word is a known one with letters drawn out (“dieee”), given the same `_letters`."""
    runs = zip(groupby(word), groupby(known), strict=True)
    return all(len(list(longer)) >= len(list(shorter)) for (_, longer), (_, shorter) in runs)
