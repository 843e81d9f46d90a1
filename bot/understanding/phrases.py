"""The small pattern language of the editors' phrases, and the search for them in a folded text.

A phrase is words that must follow one another; `(a|b c|)` is any of these (an empty one makes it optional),
`..` up to four other words, `#` a number, and `one & another` two phrases that stand anywhere in the message.
Every repetition is bounded, so no message can make it slow; phrases are indexed by the words with which they
can start, so that most of them are never tried.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product
from math import prod

from bot.understanding.folding import fold

ANY, NUMBER, BOTH = "..", "#", "&"
_PATTERNS = {ANY: r"(?:\S+ ){0,4}?", NUMBER: r"(?<!\bb )\d\S* "}
_TOKEN = re.compile(r"[()|#&]|\.\.|[^\s()|#&.]+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several sequences."""

    options: "tuple[_Sequence, ...]"


_Part = str | _Choice
"""A folded word, `ANY`, `NUMBER`, or a choice."""
_Sequence = tuple[_Part, ...]


class _Phrase:
    """One phrase: the pattern that is tried first, and those that must be found besides."""

    __slots__ = ("_compiled", "patterns")

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = patterns
        """Its regular expressions."""
        self._compiled: list[re.Pattern[str]] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Return where the first pattern matches at a place, if the others are found anywhere."""
        # Compiled when first tried: most phrases never are.
        if self._compiled is None:
            self._compiled = list(map(re.compile, self.patterns))
        first, *others = self._compiled
        found = first.match(text, at)
        return found if found and all(other.search(text) for other in others) else None


class Phrases:
    """Finds the editors' phrases in folded texts. A text ends with a space, so that every word does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: list[_Phrase] = []
        self._by_start: dict[str, list[_Phrase]] = {}
        words: set[str] = set()
        for text in phrases:
            sequences = [_parse(part) for part in text.split(BOTH)]
            phrase = _Phrase([rf"(?<!\S){_pattern(sequence)}" for sequence in sequences])
            self._phrases.append(phrase)
            words.update(chain.from_iterable(map(_words, sequences)))
            for start in _starts(sequences[0])[0]:
                self._by_start.setdefault(start, []).append(phrase)
        self._starts_with_words = self._by_start.keys().isdisjoint(_PATTERNS)
        self.words = frozenset(words)
        """All words that the phrases name."""

    def __iter__(self) -> Iterator[_Phrase]:
        return iter(self._phrases)

    def search(self, text: str) -> str | None:
        """Return the first words of a text that are one of the phrases."""
        return next((found[0].strip() for found in self._found(text)), None)

    def without(self, text: str) -> str:
        """Return a text without the words that are one of the phrases."""
        kept, end = [], 0
        for found in self._found(text):
            if found.start() >= end:
                kept.append(text[end : found.start()])
                end = found.end()
        return "".join([*kept, text[end:]])

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        if self._starts_with_words and self._by_start.keys().isdisjoint(text.split()):
            return
        for word in _WORD.finditer(text):
            for phrase in self._candidates(word[0]):
                if found := phrase.match(text, word.start()):
                    yield found
                    break

    def _candidates(self, word: str) -> Iterator[_Phrase]:
        for start in (word, NUMBER, ANY) if word[0].isdigit() else (word, ANY):
            yield from self._by_start.get(start, ())


def signs(phrase: str) -> set[str]:
    """Return the signs in a phrase that stand for other words: `alternatives` knows none."""
    return {ANY, NUMBER, BOTH}.intersection(_TOKEN.findall(phrase))


def count(phrase: str) -> int:
    """Return how many texts a phrase stands for, without writing them out."""
    return _count(_parse(phrase))


def _count(sequence: _Sequence) -> int:
    return prod(sum(map(_count, part.options)) for part in sequence if isinstance(part, _Choice))


def alternatives(phrase: str) -> Iterator[str]:
    """Yield every folded text that a phrase stands for; one with `..`, `#` or `&` stands for too many."""
    yield from (" ".join(text.split()) for text in _alternatives(_parse(phrase)))


def _alternatives(sequence: _Sequence) -> Iterator[str]:
    parts = (
        list(chain.from_iterable(map(_alternatives, part.options))) if isinstance(part, _Choice) else [part]
        for part in sequence
    )
    yield from map(" ".join, product(*parts))


def _parse(text: str) -> _Sequence:
    return _Parser(_TOKEN.findall(text)).sequence()


class _Parser:
    """Reads the tokens of a phrase, one after the other; brackets that do not match end it early."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = iter(tokens)

    def sequence(self) -> _Sequence:
        """Return what stands up to the end."""
        options = self._options()
        return options[0] if len(options) == 1 else (_Choice(options),)

    def _options(self) -> tuple[_Sequence, ...]:
        """Return the sequences up to a closing bracket."""
        options: list[list[_Part]] = [[]]
        for token in self._tokens:
            if token == ")":  # noqa: S105 - a sign of the language
                break
            if token == "|":  # noqa: S105
                options.append([])
            elif token == "(":  # noqa: S105
                options[-1].append(_Choice(self._options()))
            else:
                options[-1].extend([token] if token in _PATTERNS else fold(token).split())
        return tuple(map(tuple, options))


def _pattern(sequence: _Sequence) -> str:
    return "".join(
        f"(?:{'|'.join(map(_pattern, part.options))})"
        if isinstance(part, _Choice)
        else _PATTERNS.get(part) or f"{re.escape(part)} "
        for part in sequence
    )


def _starts(sequence: _Sequence) -> tuple[frozenset[str], bool]:
    """Return what a sequence can start with, and whether it may be empty."""
    starts: frozenset[str] = frozenset()
    for part in sequence:
        if isinstance(part, _Choice):
            options = [_starts(option) for option in part.options]
            starts = starts.union(*(start for start, _ in options))
            if not any(empty for _, empty in options):
                return starts, False
        else:
            starts |= {part}
            if part != ANY:
                return starts, False
    return starts, True


def _words(sequence: _Sequence) -> Iterator[str]:
    for part in sequence:
        if isinstance(part, _Choice):
            for option in part.options:
                yield from _words(option)
        elif part not in _PATTERNS:
            yield part
