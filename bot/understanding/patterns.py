"""The small language in which one line of an editor stands for many, read into a tree.

`(a|b c|)` is any of these, `[a]` this or nothing, `{name}` one of a list of names (`{a|b}` of either); they
may be nested. Phrases and templates are written in it; each reads the text between the brackets in its way.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

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
