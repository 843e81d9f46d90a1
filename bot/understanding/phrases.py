"""The small pattern language of the editors' phrases, and the search for them in a folded text.

A phrase is words that must follow one another; `(a|b c|)` is any of these (an empty one makes it optional),
`..` up to four other words, `#` a number, and `one & another` two phrases that stand anywhere in the message.
Every repetition is bounded, so no message can make it slow. Phrases are indexed by the rarest word that they
need, so that hardly any is ever tried.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from math import prod
from operator import itemgetter

from bot.understanding.folding import fold

ANY, NUMBER, BOTH = "..", "#", "&"
_PATTERNS = {ANY: r"(?:\S+ ){0,4}?", NUMBER: r"(?<!\bb )\d\S* "}
_NUMBERED = re.compile(r" \d")
_TOKEN = re.compile(r"[()|#&]|\.\.|[^\s()|#&.]+")


class Searchable:
    """A folded text, made ready to be searched for any number of phrases."""

    __slots__ = ("folded", "spaced", "words")

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.spaced = f" {folded} "
        """With a space on either side of each word, as the phrases' patterns have it."""
        self.words = set(folded.split())
        """Its words; `NUMBER` stands for all numbers."""
        if _NUMBERED.search(self.spaced):
            self.words.add(NUMBER)


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several sequences."""

    options: "tuple[_Sequence, ...]"


_Part = str | _Choice
"""A folded word, `ANY`, `NUMBER`, or a choice."""
_Sequence = tuple[_Part, ...]


class _Phrase:
    """One phrase: the pattern that is tried first, and those that must be found besides."""

    __slots__ = ("_compiled", "needs", "patterns")

    def __init__(self, text: str) -> None:
        sequences = [_parse(part) for part in text.split(BOTH)]
        self.patterns = [f" {_pattern(sequence)}" for sequence in sequences]
        """Its regular expressions, for texts in which every word has a space on either side."""
        self.needs = list(chain.from_iterable(map(_needs, sequences)))
        """Sets of words (or `NUMBER`): a text that has it has one, at least, of each."""
        self._compiled: list[re.Pattern[str]] | None = None

    def found_in(self, text: Searchable) -> Iterator[re.Match[str]]:
        """Yield where the first pattern matches, if the others are found anywhere."""
        # Compiled when first tried: most phrases never are.
        if self._compiled is None:
            self._compiled = list(map(re.compile, self.patterns))
        first, *others = self._compiled
        found = first.search(text.spaced) if all(other.search(text.spaced) for other in others) else None
        while found:
            yield found
            # The space after one word is the space before the next.
            found = first.search(text.spaced, max(found.start() + 1, found.end() - 1))

    def may_be_in(self, text: Searchable) -> bool:
        """Say whether a text has all words that the phrase can't do without."""
        return not any(map(text.words.isdisjoint, self.needs))


@cache
def _phrase(text: str) -> _Phrase:
    """Return a phrase, the same for all lists that have it: what it needs and compiles to is large."""
    return _Phrase(text)


class Phrases:
    """Finds the editors' phrases in texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = list(map(_phrase, phrases))
        uses = Counter(word for phrase in self._phrases for need in phrase.needs for word in need)
        self._by_need: dict[str, list[tuple[int, _Phrase]]] = {}
        """By word: the phrases, with their places, that may be in a text that has it …"""
        self._needing_none: list[tuple[int, _Phrase]] = []
        """… and those that may be in any."""
        for phrase in enumerate(self._phrases):
            needs = [need for need in phrase[1].needs if NUMBER not in need]
            rarest = min(needs, key=lambda need: sum(uses[word] for word in need), default=())
            for word in rarest:
                self._by_need.setdefault(word, []).append(phrase)
            if not rarest:
                self._needing_none.append(phrase)

    def __iter__(self) -> Iterator[_Phrase]:
        return iter(self._phrases)

    def search(self, text: Searchable) -> str | None:
        """Return the first words of a text that are one of the phrases."""
        found = self._found(text)
        return found[0][0].strip() if found else None

    def without(self, text: Searchable) -> Searchable:
        """Return a text without the words that are one of the phrases: the same if there are none."""
        found, kept, end = self._found(text), [], 0
        if not found:
            return text
        for one in found:
            if one.start() >= end:
                kept.append(text.spaced[end : one.start()])
                end = one.end() - 1
        return Searchable("".join([*kept, text.spaced[end:]]).strip())

    def _found(self, text: Searchable) -> list[re.Match[str]]:
        """Return where phrases match, in the order of the text; each match has the space before it, too."""
        return sorted(self._matches(text), key=re.Match.start)

    def _matches(self, text: Searchable) -> Iterator[re.Match[str]]:
        """Yield where phrases match, in the order of the phrases."""
        telling = text.words & self._by_need.keys()
        needing = chain(self._needing_none, *[self._by_need[word] for word in telling])
        for _, phrase in sorted({one for one in needing if one[1].may_be_in(text)}, key=itemgetter(0)):
            yield from phrase.found_in(text)


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return all words that phrases name."""
    sequences = (_parse(part) for text in phrases for part in text.split(BOTH))
    return frozenset(chain.from_iterable(map(_words, sequences)))


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


def _needs(sequence: _Sequence) -> Iterator[frozenset[str]]:
    """Yield sets of words (or `NUMBER`): a text that has the sequence has one, at least, of each."""
    for part in sequence:
        if isinstance(part, _Choice):
            options = [min(_needs(option), key=len, default=None) for option in part.options]
            needed = [words for words in options if words]
            if len(needed) == len(options):
                yield _shared(frozenset().union(*needed))
        elif part != ANY:
            yield _shared(frozenset([part]))


@cache
def _shared(words: frozenset[str]) -> frozenset[str]:
    """Return the same set for equal ones: many phrases name everybody in a family."""
    return words


def _words(sequence: _Sequence) -> Iterator[str]:
    for part in sequence:
        if isinstance(part, _Choice):
            for option in part.options:
                yield from _words(option)
        elif part not in _PATTERNS:
            yield part
