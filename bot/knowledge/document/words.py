"""Texts as their bare words: line breaks, capitals, apostrophes and look-alike letters make no difference."""

import re
import unicodedata
from difflib import SequenceMatcher

from bot.knowledge.letters import LOOK_ALIKES

_UNSEEN = {"Mn", "Cf", "Cc"}
"""Unicode categories of accents and of characters that can't be seen."""
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_BREAKS = str.maketrans("\t\n\r\v\f", "     ")
_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


def plain(text: str) -> str:
    """Return a text in plain lower-case Latin letters, with its digits and signs."""
    text = unicodedata.normalize("NFKD", text.translate(_BREAKS).casefold())
    text = "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
    return _APOSTROPHES.sub("", text).translate(LOOK_ALIKES)


def words(text: str) -> Words:
    """Return the words of a text."""
    return tuple(_WORD.findall(plain(text)))


def contains(text: Words, part: Words) -> bool:
    """Whether `part` stands in `text`, word by word; a plural is as good as a singular."""
    whole, wanted = tuple(map(_singular, text)), tuple(map(_singular, part))
    return any(whole[at : at + len(wanted)] == wanted for at in range(len(whole) - len(wanted) + 1))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > len("its") else word


def longest_shared_run(one: Words, other: Words) -> Words:
    """Return the longest run of words that stands in both."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]
