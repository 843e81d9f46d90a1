"""The editors' phrases, and the search for them in the words of a message.

A phrase is a pattern whose words must follow one another; in it `..` is up to four other words, `#` a number,
and `one & another` are two phrases that stand anywhere in the message. Each is a regular expression, which is
tried where a message has all words that it can't do without. Every repetition is bounded, so none is slow.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from bot.understanding.folding import fold
from bot.understanding.patterns import Choice, Pattern, parse, texts

BOTH, NUMBER = "&", "#"
_SIGNS = {"..": r"(?:\S+ ){,4}?", NUMBER: r"(?<! b )\d\S* "}
"""What is looked for in place of a sign."""
SIGNS = (*_SIGNS, BOTH)
_NO_WORD = re.compile(r"[()|\[\]#&]|\.\.")

Words = Sequence[str]


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


@cache
def alternatives(phrase: str) -> tuple[str, ...]:
    """Return every folded text that a phrase stands for; one with `..`, `#` or `&` stands for too many."""
    return tuple(map(fold, texts(parse(phrase))))


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
