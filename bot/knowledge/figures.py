"""Figures in a text: numbers in digits or words, with their units, and units alone. B12 is a name."""

import re
import unicodedata
from functools import lru_cache

_NAME = re.compile(r"\bB[- ]?12\b", re.IGNORECASE)
_PERIOD = r"(?:hour|day|night|week|month|year)s?"
_AFTER_A_NUMBER = r"(?:[gl]|mol|units?|percent|%)"
_UNIT = (
    r"(?:(?:mc|[kmnpuμ])g|[mnpμ]mol|[md]l|iu|international units?|(?:milli|micro|nano|pico|kilo)?grams?"
    r"|(?:milli|deci)?lit(?:er|re)s?|(?:nano|pico|milli)moles?)"
)
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|twice|double|triple|half)"
)
_RATE = rf"(?:per|/)\s*(?:{_UNIT}|{_PERIOD}|[a-z]+)"

_FIGURE = re.compile(
    rf"\d+(?:[.,/:]\d+)*(?:\s*(?:{_UNIT}|{_AFTER_A_NUMBER})(?!\w))?(?:\s*{_RATE}(?!\w))?"
    rf"|(?<!\w)(?:{_UNIT}(?:\s*{_RATE})?|per (?:{_UNIT}|{_PERIOD}|cent)|percent)(?!\w)|%"
    rf"|(?<!\w)(?:once|times|every) (?:a |per |other |few )?{_PERIOD}(?!\w)"
    rf"|(?<!\w){_NUMBER_WORD}(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def figures_in(text: str) -> tuple[str, ...]:
    """Return the figures of a text, in lower case and with single spaces: `150 per ml`, `two`, `mcg`.

    Texts that do not change between two checks are looked through once.
    """
    plain = _NAME.sub(" ", unicodedata.normalize("NFKC", text))
    return tuple(" ".join(found[0].casefold().split()) for found in _FIGURE.finditer(plain))
