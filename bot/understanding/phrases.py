"""The small pattern language of `knowledge/red_flags.yaml`, compiled to one regular expression.

A phrase is words that must follow one another; `(a|b c|)` is any of these (an empty one makes it optional),
`..` up to four other words, `#` a number. Every repetition is bounded, so no message can make it slow.
"""

import re
from collections.abc import Iterable

from bot.understanding.folding import fold

_ANY = r"(?:\S+ ){0,4}?"
_NUMBER = r"\d[\d.,]*\S* "
_TOKEN = re.compile(r"[()|#]|\.\.|[^\s()|#.]+")


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases in a folded text that ends with a space."""
    alternatives = "|".join(_phrase(phrase) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{alternatives})" if alternatives else r"(?!)")


def _phrase(phrase: str) -> str:
    parts = []
    for token in _TOKEN.findall(phrase):
        match token:
            case "(":
                parts.append("(?:")
            case ")" | "|":
                parts.append(token)
            case "..":
                parts.append(_ANY)
            case "#":
                parts.append(_NUMBER)
            case word:
                parts.append("".join(re.escape(part) + " " for part in fold(word).split()))
    return "".join(parts)
