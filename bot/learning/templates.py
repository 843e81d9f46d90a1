"""Examples that stand for many: `how is {condition} (found|diagnosed) [by a doctor]`.

`{name}` is one of a list of names, `(a|b)` one of these, `[a]` this or nothing; they may be nested. What a template
expands to is drawn by a hash of the template itself, so that no line has an influence on another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

MOST = 12
"""Sentences that are drawn of one template, at most."""

_TOKEN = re.compile(r"[(\[|\])]|\{\w*\}|[^(\[|\]){}]+|.")


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
    if size == 1:
        return [" ".join(_said(parsed, template, 0))]
    # Twice as many draws as sentences: some are drawn again.
    drawn = (" ".join(" ".join(_said(parsed, template, turn)).split()) for turn in range(2 * most))
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
                if token[1:-1] not in names:
                    raise TemplateError(f"there is no list of names “{token[1:-1]}” in vocabulary.yaml")
                options[-1].append(Choice(tuple((name,) for name in names[token[1:-1]])))
            case _:
                options[-1].append(token)
    if until:
        raise TemplateError(f"“{until}” is missing")
    return tuple(map(tuple, options))


def _said(parsed: Sequence_, template: str, turn: int, path: str = "") -> Iterator[str]:
    """Yield the words of the sentence that is drawn in a turn."""
    for at, part in enumerate(parsed):
        if isinstance(part, str):
            yield part
            continue
        place = f"{path}.{at}"
        # Each option has a rank of its own: one that is added takes turns from the others and moves none.
        ranked = sorted(part.options, key=lambda option: draw(template, place, repr(option)))
        start = draw(template, place, str(turn // len(ranked)))
        option = ranked[(turn + start) % len(ranked)]
        yield from _said(option, template, turn, f"{place}.{draw(repr(option))}")


def draw(*what: str) -> int:
    """Return a number that only depends on what is drawn for."""
    return int.from_bytes(blake2b("\0".join(what).encode(), digest_size=8).digest(), "big")
