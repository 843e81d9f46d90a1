"""Examples that stand for many: `how is {condition} (found|diagnosed) [by a doctor]`.

What a template expands to is drawn by a hash of the template itself, so that no line has an influence on
another.
"""

from collections.abc import Iterator
from zlib import crc32

from bot.understanding.patterns import Choice, Names, Pattern, count, parse

MOST = 10
"""Sentences that are drawn of one template, at most."""

SPREAD = 0x9E3779B1
"""An odd number that spreads the bits of a checksum (Knuth's multiplicative hashing)."""


def expand(template: str, names: Names, most: int = MOST) -> list[str]:
    """Return sentences that a template stands for: all of them, or `most`, with as many names as possible.

    Raises:
        PatternError: if a bracket is open, or a list of names is unknown.
    """
    parsed = parse(template, names)
    size = count(parsed)
    ranked = _ranked(parsed, template)
    # Twice as many draws as sentences: some are drawn again.
    drawn = (
        " ".join("".join(_said(ranked, template, turn)).split())
        for turn in range(2 * most if size > 1 else 1)
    )
    return list(dict.fromkeys(drawn))[: min(most, size)]


def _ranked(pattern: Pattern, template: str) -> Pattern:
    """Return what a template says with the options of each choice in an order of its own.

    The rank of an option only depends on itself: one that is added moves no other.
    """
    return tuple(
        part
        if isinstance(part, str)
        else Choice(
            tuple(
                _ranked(option, template)
                for option in sorted(part.options, key=lambda option: draw(template, repr(option)))
            )
        )
        for part in pattern
    )


def _said(ranked: Pattern, template: str, turn: int) -> Iterator[str]:
    """Yield the words of the sentence that is drawn in a turn."""
    for at, part in enumerate(ranked):
        if isinstance(part, str):
            yield part
        else:
            size = len(part.options)
            start = draw(template, str(at), str(turn // size))
            yield from _said(part.options[(turn + start) % size], template, turn)


def draw(*what: str) -> int:
    """Return a number that only depends on what is drawn for."""
    # A checksum alone is linear: choices drawn by its last bits would always go together.
    return crc32("\0".join(what).encode()) * SPREAD >> 16
