"""Sees through disguises: a word of danger that was misspelt, masked, spaced out or written in odd signs.

People write around filters, and in distress they mistype. A word is replaced only by one that the editors'
phrases know, so that everything else stays what it is.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.understanding.folding import MAX_CHARS, MOST_LETTERS, fold, look_alikes
from bot.understanding.remembered import Remembered

SHORTEST = 6
"""Letters below which a misspelling may be another word: die, diet, dye."""
WINDOW = MAX_CHARS // MOST_LETTERS
"""Characters that are folded at a time, so that folding never has to cut."""
OVERLAP = 200
"""Characters that two windows share, so that no phrase is cut."""

_SIGNS = dict(zip("034579@$!|+\u20ac", "oeastgasiite", strict=True))
_LEET = [str.maketrans(_SIGNS | {"1": letter, "!": letter}) for letter in "il"]
"""Digits and signs to the letters that they stand for; 1 and ! may be an i or an l."""
_ODD = re.compile(r"(?![bB]12(?!\w))[^\W\d_][\d@$!|+*\u20ac]|[\d@$!|+*\u20ac][^\W\d_]")
"""A letter beside a sign or a digit; B12, of which everybody writes, is none."""
_TOKEN = re.compile(r"[\w@$!|+*\u20ac]+")
_TAG = re.compile(r"</?[a-zA-Z]{1,10}>")
"""A tag of HTML, as somebody may type it for effect."""
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}")
"""Letters with spaces between them, as in “s u i c i d e”."""
_DOUBLE = re.compile(r"((.)\2)")
MOST_DOUBLES = 4
"""Doubled letters of a word that are tried, each single or double."""


class Disguises:
    """Knows the words of the editors' phrases, however they are written."""

    def __init__(self, known: Iterable[str], nouns: Iterable[str]) -> None:
        """Know the words of all phrases; `nouns` are those of which misspellings count as well."""
        self._nouns = tuple(folded for noun in nouns if (folded := fold(noun)))
        self._whole = frozenset(self._nouns)
        self._known = self._whole.union(known)
        self._longest = max(map(len, self._known), default=0)
        self._mended = Remembered(self._mend)
        self._read = Remembered(self._from_signs)

    def see_through(self, text: str, folded: str | None = None) -> str:
        """Return the whole of a text, folded, with disguised words of the phrases as they are meant.

        `folded` is what the text folds to, where that is known already.
        """
        if len(text) <= WINDOW:
            return self._window(text, folded)
        starts = range(0, len(text), WINDOW - OVERLAP)
        return " ".join(self._window(text[at : at + WINDOW]) for at in starts)

    def _window(self, text: str, folded: str | None = None) -> str:
        plain = _TAG.sub("", text) if "<" in text else text
        if _ODD.search(plain):
            plain = _TOKEN.sub(lambda token: self._read[token[0]], plain)
        if folded is None or plain != text:
            folded = fold(plain)
        words = " ".join([self._mended[word] for word in folded.split()]) + " "
        words = _SPACED.sub(lambda run: self._joined(run[0].split()), words)
        return " ".join(self._without_gaps(words.split()))

    def _from_signs(self, token: str) -> str:
        """Return what a token of letters, digits and signs stands for, if that is known."""
        core = token.rstrip("!")
        if not _ODD.search(core):
            return token
        if "*" in core.strip("*"):
            masked = re.compile(re.escape(fold(core.replace("*", "0"))).replace("0", "."))
            return next(filter(masked.fullmatch, self._nouns), token)
        readings = (fold(core.casefold().translate(table)) for table in _LEET)
        return next((reading for reading in readings if reading in self._known), token)

    def _mend(self, word: str) -> str:
        """Return the known words that an unknown one is a spelling of, or `word`."""
        if word in self._known:
            return word
        for spelling in (look_alikes(word), *_drawn_in(word)):
            if self._known.issuperset(folded := fold(spelling).split()):
                return " ".join(folded)
        if len(word) < SHORTEST:
            return word
        found = extractOne(word, self._nouns, scorer=OSA.distance, score_cutoff=1)
        return found[0] if found and found[0][0] == word[0] and len(found[0]) >= SHORTEST else word

    def _joined(self, letters: list[str]) -> str:
        """Return a run of single letters as the known words that it spells, else as it is."""
        return f"{fold(' '.join(self._spelt(''.join(letters)) or letters))} "

    def _spelt(self, run: str) -> tuple[str, ...] | None:
        """Return the fewest known words that a run of letters is made of."""
        best: list[tuple[str, ...] | None] = [(), *[None] * len(run)]
        for end in range(1, len(run) + 1):
            starts = range(max(0, end - self._longest), end)
            ways = [
                (*before, run[at:end])
                for at in starts
                if (before := best[at]) is not None and self._knows(run[at:end])
            ]
            best[end] = min(ways, key=len, default=None)
        return best[-1]

    def _knows(self, letters: str) -> bool:
        """Say whether letters are a known word, or a contraction of known words."""
        return letters in self._known or (len(letters) > 1 and self._known.issuperset(fold(letters).split()))

    def _without_gaps(self, words: Iterable[str]) -> list[str]:
        """Return words, two neighbours as one where they are the halves of a noun."""
        kept: list[str] = []
        for word in words:
            if kept and kept[-1] + word in self._whole:
                kept[-1] += word
            else:
                kept.append(word)
        return kept


def _drawn_in(word: str) -> Iterator[str]:
    """Yield the spellings of a word whose letters were drawn out (“dieee”): each double single or not."""
    parts = _DOUBLE.split(word)
    doubles = parts[1::3]
    if len(doubles) <= MOST_DOUBLES:
        for spelling in product(*((double[0], double) for double in doubles)):
            yield "".join(chain.from_iterable(zip(parts[::3], (*spelling, ""), strict=True)))
