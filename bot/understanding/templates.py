"""Examples that stand for many: `how is {condition} (found|diagnosed) [by a doctor]`.

`{name}` is one of a list of names (`{a|b}` of either), `(a|b)` one of these, `[a]` this or nothing; they may
be nested. What a template
expands to is drawn by a hash of the template itself, so that no line has an influence on another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

MOST = 10
"""Sentences that are drawn of one template, at most."""

SPREAD = 0x9E3779B1
"""An odd number that spreads the bits of a checksum (Knuth's multiplicative hashing)."""

_TOKEN = re.compile(r"[(\[|\])]|\{[\w|]*\}|[^(\[|\]){}]+|.")


class TemplateError(ValueError):
    """A template can't be read. Says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple["Sequence_", ...]


Sequence_ = tuple["str | Choice", ...]
"""What a template says one after the other."""


def expand(template: str, names: Mapping[str, Sequence[str]], most: int = MOST) -> list[str]:
    """Return sentences that a template stands for: all of them, or `most`, with as many names as possible.

    Raises:
        TemplateError: if a bracket is open, or a list of names is unknown.
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


def count(parsed: Sequence_) -> int:
    """Return how many sentences a template stands for."""
    size = 1
    for part in parsed:
        size *= sum(map(count, part.options)) if isinstance(part, Choice) else 1
    return size


def parse(template: str, names: Mapping[str, Sequence[str]]) -> Sequence_:
    """Return a template as it is built.

    Raises:
        TemplateError: if a bracket is open, or a list of names is unknown.
    """
    tokens = _TOKEN.findall(template)[::-1]
    parsed = _options(tokens, names, "")
    return parsed[0] if len(parsed) == 1 else (Choice(parsed),)


def _options(tokens: list[str], names: Mapping[str, Sequence[str]], until: str) -> tuple[Sequence_, ...]:
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
                raise TemplateError(f"“{token}” closes nothing, or is never closed")
            case _ if token.startswith("{"):
                options[-1].append(Choice(tuple(_names(token[1:-1].split("|"), names))))
            case _:
                options[-1].append(token)
    if until:
        raise TemplateError(f"“{until}” is missing")
    return tuple(map(tuple, options))


def _names(lists: Sequence[str], names: Mapping[str, Sequence[str]]) -> Iterator[Sequence_]:
    for one in lists:
        if one not in names:
            raise TemplateError(f"there is no list of names “{one}” in vocabulary.yaml")
        yield from ((name,) for name in names[one])


def _ranked(parsed: Sequence_, template: str) -> Sequence_:
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
        for part in parsed
    )


def _said(ranked: Sequence_, template: str, turn: int) -> Iterator[str]:
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
