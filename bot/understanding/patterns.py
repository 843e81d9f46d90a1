"""The small language in which one line of an editor stands for many.

`(a|b c|)` is any of these, `[a]` this or nothing, `{name}` one of a list of names (`{a|b}` of either); they
may be nested. Phrases are searched for; of a template, such as `how is {condition} (found|diagnosed)`, some
sentences are drawn by a hash of the template itself, so that no line has an influence on another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from zlib import crc32

MOST = 10
"""Sentences that are drawn of one template, at most."""
_SPREAD = 0x9E3779B1
"""An odd number that spreads the bits of a checksum (Knuth's multiplicative hashing)."""
_TOKEN = re.compile(r"[(\[|\])]|\{[\w|]*\}|[^(\[|\]){}]+|.")


class PatternError(ValueError):
    """A pattern can't be read. Says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several patterns."""

    options: tuple["Pattern", ...]


Pattern = tuple["str | Choice", ...]
"""What is said one after the other."""
Names = Mapping[str, Sequence[str]]


def parse(text: str, names: Names | None = None) -> Pattern:
    """Return a pattern as it is built.

    Raises:
        PatternError: if a bracket is open, or a list of names is unknown.
    """
    parsed = _options(_TOKEN.findall(text)[::-1], names or {}, "")
    return parsed[0] if len(parsed) == 1 else (Choice(parsed),)


def count(pattern: Pattern) -> int:
    """Return how many texts a pattern stands for, without writing them out."""
    return prod(sum(map(count, part.options)) for part in pattern if isinstance(part, Choice))


def texts(pattern: Pattern) -> Iterator[str]:
    """Yield all texts that a pattern stands for."""
    parts = (
        [text for option in part.options for text in texts(option)] if isinstance(part, Choice) else [part]
        for part in pattern
    )
    yield from map("".join, product(*parts))


def expand(template: str, names: Names, most: int = MOST) -> list[str]:
    """Return sentences that a template stands for: all of them, or `most`, with as many names as possible.

    Raises:
        PatternError: if a bracket is open, or a list of names is unknown.
    """
    parsed = parse(template, names)
    size = count(parsed)
    ranked = _ranked(parsed, template)
    # Twice as many draws as sentences: some are drawn again.
    turns = range(2 * most if size > 1 else 1)
    drawn = (" ".join("".join(_said(ranked, template, turn)).split()) for turn in turns)
    return list(dict.fromkeys(drawn))[: min(most, size)]


def draw(*what: str) -> int:
    """Return a number that only depends on what is drawn for."""
    # A checksum alone is linear: choices drawn by its last bits would always go together.
    return crc32("\0".join(what).encode()) * _SPREAD >> 16


def _options(tokens: list[str], names: Names, until: str) -> tuple[Pattern, ...]:
    """Return the patterns up to a closing bracket; takes their tokens away."""
    options: list[list[str | Choice]] = [[]]
    while tokens:
        token = tokens.pop()
        match token:
            case "(":
                options[-1].append(Choice(_options(tokens, names, ")")))
            case "[":
                options[-1].append(Choice((*_options(tokens, names, "]"), ())))
            case "|":
                options.append([])
            case ")" | "]" if token == until:
                return tuple(map(tuple, options))
            case ")" | "]" | "{" | "}":
                raise PatternError(f"“{token}” closes nothing, or is never closed")
            case _ if token.startswith("{"):
                options[-1].append(Choice(tuple(_names(token[1:-1].split("|"), names))))
            case _:
                options[-1].append(token)
    if until:
        raise PatternError(f"“{until}” is missing")
    return tuple(map(tuple, options))


def _names(lists: Sequence[str], names: Names) -> Iterator[Pattern]:
    for one in lists:
        if one not in names:
            raise PatternError(f"there is no list of names “{one}” in vocabulary.yaml")
        yield from ((name,) for name in names[one])


def _ranked(pattern: Pattern, template: str) -> Pattern:
    """Return a pattern with the options of each choice in an order in which one more moves no other."""

    def rank(option: Pattern) -> int:
        return draw(template, repr(option))

    return tuple(
        Choice(tuple(_ranked(option, template) for option in sorted(part.options, key=rank)))
        if isinstance(part, Choice)
        else part
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
