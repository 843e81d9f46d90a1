"""The small pattern language of the editors' phrases, and the search for them in a folded text.

A phrase is words that must follow one another; `(a|b c|)` is any of these (an empty one makes it optional),
`..` up to four other words, `#` a number, and `one & another` two phrases that stand anywhere in the message.
Every repetition is bounded, so no message can make it slow. Phrases are indexed by the rarest word that they
need, so that hardly any is ever tried; those that are, are compared word by word, which needs no compiling.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, product
from math import prod
from operator import itemgetter

from bot.understanding.folding import fold

ANY, NUMBER, BOTH = "..", "#", "&"
MOST_OTHERS = 4
"""Words that `ANY` stands for, at most."""
_SIGNS = frozenset({ANY, NUMBER})
_TOKEN = re.compile(r"[()|#&]|\.\.|[^\s()|#&.]+")


class Searchable:
    """A folded text, made ready to be searched for any number of phrases."""

    __slots__ = ("places", "words")

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        """By word: where it stands; `NUMBER` stands for all numbers."""
        for at, word in enumerate(words):
            self.places.setdefault(word, []).append(at)
            if word[0].isdecimal():
                self.places.setdefault(NUMBER, []).append(at)


class _Choice:
    """One of several sequences."""

    def __init__(self, options: "tuple[_Sequence, ...]") -> None:
        self.options = options

    def starting_with(self, word: str) -> "Sequence[_Sequence]":
        """Return the options that a word may be the first of."""
        return self._by_first.get(word) or self._by_first[ANY]

    @cached_property
    def _by_first(self) -> "dict[str, list[_Sequence]]":
        """By word: the options that may start with it, in their order; under `ANY` those that always may."""
        firsts = [_firsts(option) for option in self.options]
        both = list(zip(self.options, firsts, strict=True))
        return {
            word: [option for option, first in both if not first or word in first]
            for word in (ANY, *frozenset().union(*firsts))
        }


_Part = str | _Choice
"""A folded word, `ANY`, `NUMBER`, or a choice."""
_Sequence = tuple[_Part, ...]
Span = tuple[int, int]
"""Places in a row of words: of the first word, and behind the last one."""


class _Phrase:
    """One phrase: the sequence that is looked for, and those that must be found besides."""

    __slots__ = ("_sequences", "needs")

    def __init__(self, text: str) -> None:
        self._sequences = [(sequence, _firsts(sequence)) for sequence in map(_parse, text.split(BOTH))]
        self.needs = list(chain.from_iterable(_needs(sequence) for sequence, _ in self._sequences))
        """Sets of words (or `NUMBER`): a text that has it has one, at least, of each."""

    def found_in(self, text: Searchable) -> Iterator[Span]:
        """Yield where the first sequence stands, if the others are found anywhere."""
        first, *others = (_spans(*sequence, text) for sequence in self._sequences)
        if all(any(True for _ in other) for other in others):
            yield from first

    def may_be_in(self, text: Searchable) -> bool:
        """Say whether a text has all words that the phrase can't do without."""
        return not any(map(text.places.keys().isdisjoint, self.needs))


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

    def are_in(self, text: Searchable) -> bool:
        """Say whether a text has one of the phrases."""
        return any(True for phrase in self._that_may_be_in(text) for _ in phrase.found_in(text))

    def search(self, text: Searchable) -> str | None:
        """Return the first words of a text that are one of the phrases."""
        firsts = filter(None, (next(phrase.found_in(text), None) for phrase in self._that_may_be_in(text)))
        found = min(firsts, key=itemgetter(0), default=None)
        return " ".join(text.words[slice(*found)]) if found else None

    def without(self, text: Searchable) -> Searchable:
        """Return a text without the words that are one of the phrases: the same if there are none."""
        kept: list[str] = []
        end = 0
        spans = chain.from_iterable(phrase.found_in(text) for phrase in self._that_may_be_in(text))
        found = sorted(spans, key=itemgetter(0))
        for start, stop in found:
            if start >= end:
                kept += text.words[end:start]
                end = stop
        return Searchable([*kept, *text.words[end:]]) if found else text

    def _that_may_be_in(self, text: Searchable) -> list[_Phrase]:
        """Return the phrases that are worth a try, in their order."""
        telling = text.places.keys() & self._by_need.keys()
        needing = chain(self._needing_none, *[self._by_need[word] for word in telling])
        worth = {one for one in needing if one[1].may_be_in(text)}
        return [phrase for _, phrase in sorted(worth, key=itemgetter(0))]


def _spans(sequence: _Sequence, firsts: frozenset[str], text: Searchable) -> Iterator[Span]:
    """Yield where a sequence stands in a text, one behind the other."""
    starts: Iterable[int] = range(len(text.words))
    if firsts:
        starts = sorted(chain.from_iterable(text.places[word] for word in firsts & text.places.keys()))
    behind = 0
    for start in starts:
        if start >= behind and (end := next(_ends(sequence, text.words, start), None)) is not None:
            yield start, end
            behind = end


def _ends(sequence: _Sequence, words: Sequence[str], at: int) -> Iterator[int]:
    """Yield the places behind a sequence that starts at a place, what its author wrote first first."""
    for number, part in enumerate(sequence):
        if isinstance(part, _Choice):
            rest = sequence[number + 1 :]
            for option in part.starting_with(words[at] if at < len(words) else ""):
                for end in _ends(option, words, at):
                    yield from _ends(rest, words, end)
            return
        if part == ANY:
            rest = sequence[number + 1 :]
            for end in range(at, min(at + MOST_OTHERS, len(words)) + 1):
                yield from _ends(rest, words, end)
            return
        if at == len(words) or not (part == words[at] or (part == NUMBER and _is_number(words, at))):
            return
        at += 1
    yield at


def _is_number(words: Sequence[str], at: int) -> bool:
    """Say whether a word is a number; that of “b 12” is none."""
    return words[at][0].isdecimal() and not (at and words[at - 1] == "b")


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


@cache
def _parse(text: str) -> _Sequence:
    return _Parser(_TOKEN.findall(text)).sequence()


class _Parser:
    """Reads the tokens of a phrase, one after the other; brackets that do not match end it early."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = iter(tokens)

    def sequence(self) -> _Sequence:
        """Return what stands up to the end."""
        options = self._options()
        return options[0] if len(options) == 1 else (_choice(options),)

    def _options(self) -> tuple[_Sequence, ...]:
        """Return the sequences up to a closing bracket."""
        options: list[list[_Part]] = [[]]
        for token in self._tokens:
            if token == ")":  # noqa: S105 - a sign of the language
                break
            if token == "|":  # noqa: S105
                options.append([])
            elif token == "(":  # noqa: S105
                options[-1].append(_choice(self._options()))
            else:
                options[-1].extend([token] if token in _SIGNS else _folded(token))
        return tuple(map(tuple, options))


@cache
def _folded(token: str) -> tuple[str, ...]:
    """Return the words of a token: most phrases are made of the same ones."""
    return tuple(fold(token).split())


@cache
def _choice(options: tuple[_Sequence, ...]) -> _Choice:
    """Return the same choice for equal options: many phrases name everybody in a family."""
    return _Choice(options)


def _firsts(sequence: _Sequence) -> frozenset[str]:
    """Return the words that a sequence may start with; none if it may start with any, or be empty."""
    if not sequence or sequence[0] in _SIGNS:
        return frozenset()
    first, *rest = sequence
    if isinstance(first, str):
        return _shared(frozenset([first]))
    firsts = [_firsts((*option, *rest)) for option in first.options]
    return _shared(frozenset().union(*firsts)) if all(firsts) else frozenset()


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
        elif part not in _SIGNS:
            yield part
