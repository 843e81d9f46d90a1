"""Which intent a question means.

The profiles of the intents choose a few candidates; rapidfuzz compares those with their closest example as a
whole, which sees what a bag of features can't; a logistic turns the evidence into a score that can be read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, exp, fsum, log
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.reading import Examples, Reader, Reading

CLOSEST = 5
"""Intents that are compared string by string, and returned."""
REACH = 4.0
"""How far behind the best, in log-odds, an intent may be and still be one of them: beyond, no likeness brings
its score near to anything that counts."""
COMPARED = 40
"""Examples of an intent that are compared, those nearest in length."""
KEPT = 1_000
"""Examples of an intent that may be compared, spread evenly over all: or memory would grow with them."""
LIKENESS = 2.0
"""What an example of the very same words counts, in the profiles' unit: log-odds."""
BIAS, PROFILE, ODDS = -2.3, 0.23, 0.5
"""Logistic of a candidate's profile score and of its log-odds against all other intents. Fitted on questions
in and out of scope of public training sets (HINT3, CLINC150, BANKING77), with whole intents held out."""
TINY = 1e-9
"""Odds below which all others together are as good as none."""

T = TypeVar("T")


class Candidate(NamedTuple):
    """An intent that a question may mean."""

    intent: str
    score: float
    """0 to 100: 80 is meant to say that about four in five such questions are matched rightly."""
    example: str
    """The intent's example that is closest to the question."""


class Matcher:
    """Compares what was read with the examples of one set of intents."""

    def __init__(self, examples: Examples, reader: Reader, at: int = 0, compared: int = COMPARED) -> None:
        """Match by `examples` (intent to its sample phrasings): the set `at` this place in `reader`.

        Of each intent, so many examples are `compared` as strings.
        """
        texts = {intent: tuple(map(str, ones)) for intent, ones in examples.items() if ones}
        self.reader = reader
        """What its texts are to be read with."""
        self._at = at
        self._intents = tuple(texts)
        self._examples = [_Examples(_spread(ones, KEPT), reader, compared) for ones in texts.values()]

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that `text` may mean, best first; empty only where nothing at all is shared."""
        return self.candidates(self.reader.read(fold(text)))

    def candidates(self, reading: Reading) -> list[Candidate]:
        """Return the intents that a text may mean, best first."""
        scores = reading.scores[self._at]
        if not scores:
            return []
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:CLOSEST]
        best = [at for at in best if scores[best[0]] - scores[at] <= REACH]
        string = _string(reading.words)
        totals, examples = scores.copy(), {}
        for at in best:
            likeness, examples[at] = self._examples[at].closest(string)
            totals[at] += LIKENESS * likeness
        candidates = [
            Candidate(self._intents[at], _score(scores[at], log_odds), examples[at])
            for at, log_odds in zip(best, _log_odds(totals, best), strict=True)
        ]
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent))

    def leads(self, intent: str, reading: Reading) -> bool:
        """Say whether an intent is the best candidate for sure, whatever the strings are like."""
        scores = reading.scores[self._at]
        if not scores or intent not in self._intents:
            return False
        mine = self._intents.index(intent)
        return all(scores[mine] - score > LIKENESS for at, score in enumerate(scores) if at != mine)


class _Examples:
    """The examples of an intent, compared as strings of stems."""

    def __init__(self, texts: Iterable[str], reader: Reader, compared: int) -> None:
        """Compare a text with so many examples, those nearest in length: others can't be very like."""
        strings = ((_string(reader.as_example(text)), text) for text in texts)
        by_length = sorted(strings, key=_length)
        self._strings = [string for string, _ in by_length]
        self._texts = [text for _, text in by_length]
        self._lengths = list(map(len, self._strings))
        self._compared = compared

    def closest(self, string: str) -> tuple[float, str]:
        """Return how like the closest example is (0 to 1), and its text."""
        first = bisect_left(self._lengths, len(string)) - self._compared // 2
        first = max(0, min(first, len(self._strings) - self._compared))
        near = self._strings[first : first + self._compared]
        _, ratio, at = process.extractOne(string, near, scorer=fuzz.ratio, processor=None)
        return ratio / 100, self._texts[first + at]


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def _spread(items: Sequence[T], most: int) -> tuple[T, ...]:
    """Return at most so many of the items, evenly spread."""
    return tuple(items[:: ceil(len(items) / most)])


def _string(words: Sequence[str]) -> str:
    return " ".join(map(stem, words))


def _log_odds(totals: Sequence[float], of: Sequence[int]) -> Iterator[float]:
    """Yield the log-odds of some of the totals against all others, as softmax makes them probabilities."""
    most = max(totals)
    odds = list(map(exp, [total - most for total in totals]))
    whole = fsum(odds)
    for at in of:
        yield totals[at] - most - log(max(whole - odds[at], TINY))


def _score(profile: float, log_odds: float) -> float:
    return round(100 / (1 + exp(-(BIAS + PROFILE * profile + ODDS * log_odds))), 1)
