"""The small language in which one line of an editor stands for many, and the search for such lines.

`(a|b c|)` is any of these, `[a]` this or nothing, `{name}` one of a list of names (`{a|b}` of either); they
may be nested. Of a template, such as `how is {condition} (found|diagnosed)`, some sentences are drawn by a
hash of the template itself, so that no line has an influence on another.

Phrases are searched for: patterns whose words must follow one another. In them `..` is up to four other
words, `#` a number, and `one & another` are two phrases that stand anywhere in the message. Each is a regular
expression, which is tried where a message has all words that it can't do without. Every repetition is
bounded, so none is slow.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from math import prod
from zlib import crc32

from bot.understanding.folding import fold

BOTH, NUMBER = "&", "#"
_SIGNS = {"..": r"(?:\S+ ){,4}?", NUMBER: r"(?<! b )\d\S* "}
"""What is looked for in place of a sign."""
SIGNS = (*_SIGNS, BOTH)
_NO_WORD = re.compile(r"[()|\[\]#&]|\.\.")

Words = Sequence[str]
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


def expand(template: str, names: Names, most: int = 10) -> list[str]:
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


class Phrases:
    """Finds the editors' phrases in the folded words of messages."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = list(phrases)
        self._needs = list(map(_needed, self._phrases))
        uses = Counter(word for need in chain.from_iterable(self._needs) for word in need)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        """By word: the numbers of the phrases that a message may have that has it; under "" of all others."""
        for number, needs in enumerate(self._needs):
            for word in min(needs, key=lambda need: sum(map(uses.__getitem__, need)), default=("",)):
                self._by_word[word].append(number)

    def found(self, words: Words) -> Iterator[tuple[int, str]]:
        """Yield the phrases that are there, by number in their order, each with words that are it."""
        return ((number, matches[0][0].strip()) for number, matches in self._matches(words))

    def search(self, words: Words) -> str | None:
        """Return words that are one of the phrases: the first one that is there."""
        return next((found for _, found in self.found(words)), None)

    def are_in(self, words: Words) -> bool:
        """Say whether one of the phrases is there."""
        return self.search(words) is not None

    def last(self, words: Words) -> tuple[int, int]:
        """Return where the last phrase that is there ends, and its length: of several the longest."""
        ends = ((one.end(), one.end() - one.start()) for _, some in self._matches(words) for one in some)
        return max(ends, default=(0, 0))

    def without(self, words: Words) -> Words:
        """Return what is left without the words that are one of the phrases: the same if there are none."""
        text, kept, end = _spaced(words), "", 0
        spans = (one.span() for _, some in self._matches(words) for one in some)
        for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= end:
                kept += text[end:start]
                end = stop
        return (kept + text[end:]).split() if end else words

    def _matches(self, words: Words) -> Iterator[tuple[int, list[re.Match[str]]]]:
        """Yield the number of each phrase that is there, and wherever it stands."""
        there = {"", *words, *(NUMBER for word in words if word[0].isdigit())}
        worth = {number for word in there & self._by_word.keys() for number in self._by_word[word]}
        text = _spaced(words)
        for number in sorted(worth):
            if any(map(there.isdisjoint, self._needs[number])):
                continue
            first, *others = _expressions(self._phrases[number])
            matches = list(first.finditer(text))
            if matches and all(other.search(text) for other in others):
                yield number, matches


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return all words that phrases name."""
    tokens = chain.from_iterable(_NO_WORD.sub(" ", phrase).split() for phrase in phrases)
    return frozenset(chain.from_iterable(map(_folded, tokens)))


def alternatives(phrase: str) -> Iterator[str]:
    """Yield every folded text that a phrase stands for; one with `..`, `#` or `&` stands for too many."""
    return map(fold, texts(parse(phrase)))


def _spaced(words: Words) -> str:
    """Return words with a space around each, as the expressions have them."""
    return f" {' '.join(words)} "


@cache
def _expressions(phrase: str) -> list[re.Pattern[str]]:
    """Return what a phrase looks for: of several, all must be there. Most are never needed."""
    return [re.compile(f"(?<= ){_expression(parse(part))}") for part in phrase.split(BOTH)]


def _expression(pattern: Pattern) -> str:
    parts = (
        f"(?:{'|'.join(map(_expression, part.options))})"
        if isinstance(part, Choice)
        else "".join(_SIGNS.get(word, f"{re.escape(word)} ") for word in _words(part))
        for part in pattern
    )
    return "".join(parts)


def _how_common(words: Words) -> tuple[int, int]:
    """Return what sorts choices of words: messages have one of few, long ones least often."""
    return len(words), -min(map(len, words))


@cache
def _needed(phrase: str) -> list[Words]:
    """Return the choices of words of which a message that has the phrase has one each."""
    return list(_needs(parse(phrase)))


def _needs(pattern: Pattern) -> Iterator[Words]:
    """Yield choices of words: a message that has the pattern has one, at least, of each."""
    for part in pattern:
        if isinstance(part, Choice):
            options = [min(_needs(option), key=_how_common, default=None) for option in part.options]
            if all(options):
                # In a tuple they take a fifth of the memory that they take in a set.
                yield tuple(dict.fromkeys(chain.from_iterable(filter(None, options))))
        else:
            yield from ((word,) for word in _words(part) if word not in {"..", BOTH})


def _words(part: str) -> list[str]:
    """Return the folded words, and the signs, of a part of a pattern."""
    return [word for token in part.split() for word in ([token] if token in SIGNS else _folded(token))]


@cache
def _folded(token: str) -> list[str]:
    """Return the words of a token: most phrases are made of the same ones."""
    return fold(token).split()
