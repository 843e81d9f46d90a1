"""The editors' phrases, and the search for them in the words of a message.

A phrase is a pattern whose words must follow one another; in it `..` is up to four other words, `#` a number,
and `one & another` are two phrases that stand anywhere in the message. Every repetition is bounded, so no
message can make it slow. Phrases are indexed by the rarest words that they need, so that hardly any is ever
tried; those that are, are compared word by word, which needs no compiling.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from operator import itemgetter

from bot.understanding.folding import fold
from bot.understanding.patterns import Choice, Pattern, parse, texts

ANY, NUMBER, BOTH = SIGNS = ("..", "#", "&")
MOST_OTHERS = 4
"""Words that `ANY` stands for, at most."""
_NO_WORD = re.compile(r"[()|\[\]#&]|\.\.")

Words = Sequence[str]
Span = tuple[int, int]
"""Places in a row of words: of the first word, and behind the last one."""
Places = Mapping[str, Sequence[int]]
"""By word: where it stands."""


class _Choice:
    """One of several sequences."""

    def __init__(self, options: "tuple[_Sequence, ...]") -> None:
        self.options = options

    @cached_property
    def by_first(self) -> "dict[str, list[_Sequence]]":
        """By word: the options that may start with it, in their order; under `ANY` those that always may."""
        both = [(option, _firsts(option)) for option in self.options]
        return {
            word: [option for option, first in both if not first or word in first]
            for word in (ANY, *chain.from_iterable(first for _, first in both))
        }


_Sequence = tuple[str | _Choice, ...]
"""Folded words, `ANY`, `NUMBER` and choices, one after the other."""


class _Phrase:
    """One phrase: the sequence that is looked for, and those that must be found besides."""

    __slots__ = ("_sequences", "needs")

    def __init__(self, text: str) -> None:
        self._sequences = [_read(parse(part)) for part in text.split(BOTH)]
        self.needs = list(chain.from_iterable(map(_needs, self._sequences)))
        """Sets of words: a message that has the phrase has one, at least, of each."""

    def found_in(self, words: Words, places: Places) -> Iterator[Span]:
        """Yield where the first sequence stands, if the others are found anywhere."""
        first, *others = (_spans(sequence, words, places) for sequence in self._sequences)
        if all(any(True for _ in other) for other in others):
            yield from first


_phrase = cache(_Phrase)
"""The same phrase for all lists that have it: what it needs is large."""


class Phrases:
    """Finds the editors' phrases in the folded words of messages."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = list(map(_phrase, phrases))
        uses = Counter(word for phrase in self._phrases for need in phrase.needs for word in need)
        self._by_need: dict[str, list[int]] = {}
        """By word: the places of the phrases that may be in a message that has it; under "" of all others."""
        for at, phrase in enumerate(self._phrases):
            for word in min(phrase.needs, key=lambda need: sum(uses[word] for word in need), default=("",)):
                self._by_need.setdefault(word, []).append(at)

    def are_in(self, words: Words) -> bool:
        """Say whether one of the phrases is there."""
        return any(True for _ in self._spans(words))

    def search(self, words: Words) -> str | None:
        """Return the first words that are one of the phrases."""
        found = min(self._spans(words), key=itemgetter(0), default=None)
        return " ".join(words[slice(*found)]) if found else None

    def without(self, words: Words) -> Words:
        """Return what is left without the words that are one of the phrases: the same if there are none."""
        kept: list[str] = []
        end = 0
        for start, stop in sorted(self._spans(words), key=itemgetter(0)):
            if start >= end:
                kept += words[end:start]
                end = stop
        return [*kept, *words[end:]] if end else words

    def _spans(self, words: Words) -> Iterator[Span]:
        """Yield where phrases stand, one phrase after the other in their order."""
        there = {"", *words}
        worth = {at for word in there & self._by_need.keys() for at in self._by_need[word]}
        phrases = [self._phrases[at] for at in sorted(worth)]
        if phrases := [one for one in phrases if not any(map(there.isdisjoint, one.needs))]:
            places: dict[str, list[int]] = {}
            for at, word in enumerate(words):
                places.setdefault(word, []).append(at)
            for phrase in phrases:
                yield from phrase.found_in(words, places)


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return all words that phrases name."""
    tokens = chain.from_iterable(_NO_WORD.sub(" ", phrase).split() for phrase in phrases)
    return frozenset(chain.from_iterable(map(_folded, tokens)))


def alternatives(phrase: str) -> Iterator[str]:
    """Yield every folded text that a phrase stands for; one with `..`, `#` or `&` stands for too many."""
    yield from map(fold, texts(parse(phrase)))


def _spans(sequence: _Sequence, words: Words, places: Places) -> Iterator[Span]:
    """Yield where a sequence stands, one place behind the other."""
    starts: Iterable[int] = range(len(words))
    if firsts := _remembered_firsts(sequence):
        starts = sorted(chain.from_iterable(places[word] for word in firsts & places.keys()))
    behind = 0
    for start in starts:
        if start >= behind and (end := next(_ends(sequence, words, start), None)) is not None:
            yield start, end
            behind = end


def _ends(sequence: _Sequence, words: Words, at: int) -> Iterator[int]:
    """Yield the places behind a sequence that starts at a place, what its author wrote first first."""
    for number, part in enumerate(sequence):
        if isinstance(part, _Choice):
            word = words[at] if at < len(words) else ""
            for option in part.by_first.get(word) or part.by_first[ANY]:
                for end in _ends(option, words, at):
                    yield from _ends(sequence[number + 1 :], words, end)
            return
        if part == ANY:
            for end in range(at, min(at + MOST_OTHERS, len(words)) + 1):
                yield from _ends(sequence[number + 1 :], words, end)
            return
        if at == len(words) or not (part == words[at] or (part == NUMBER and _is_number(words, at))):
            return
        at += 1
    yield at


def _is_number(words: Words, at: int) -> bool:
    """Say whether a word is a number; that of “b 12” is none."""
    return words[at][0].isdecimal() and not (at and words[at - 1] == "b")


_choice = cache(_Choice)
"""The same choice for equal options: many phrases name everybody in a family."""


def _read(pattern: Pattern) -> _Sequence:
    """Return a pattern as it is searched for."""
    sequence: list[str | _Choice] = []
    for part in pattern:
        if isinstance(part, Choice):
            sequence.append(_choice(tuple(map(_read, part.options))))
        else:
            for word in part.split():
                sequence += [word] if word in SIGNS else _folded(word)
    return tuple(sequence)


@cache
def _folded(token: str) -> list[str]:
    """Return the words of a token: most phrases are made of the same ones."""
    return fold(token).split()


def _firsts(sequence: _Sequence) -> frozenset[str]:
    """Return the words that a sequence may start with; none if it may start with any, or be empty."""
    if not sequence or sequence[0] in SIGNS:
        return frozenset()
    first, *rest = sequence
    if isinstance(first, str):
        return frozenset([first])
    firsts = [_firsts((*option, *rest)) for option in first.options]
    return frozenset().union(*firsts) if all(firsts) else frozenset()


_remembered_firsts = cache(_firsts)
"""Those of whole phrases, which are looked for again and again; parts of them are not worth the memory."""


def _needs(sequence: _Sequence) -> Iterator[frozenset[str]]:
    """Yield sets of words: a message that has the sequence has one, at least, of each."""
    for part in sequence:
        if isinstance(part, _Choice):
            options = [min(_needs(option), key=len, default=None) for option in part.options]
            needed = [words for words in options if words]
            if len(needed) == len(options):
                yield frozenset().union(*needed)
        elif part not in SIGNS:
            yield frozenset([part])
