"""Which intent a question means.

The profiles of the intents choose a few candidates; rapidfuzz compares those with their closest example as a
whole, which sees what a bag of features can't; a logistic turns the evidence into a score that can be read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp, fsum, log
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.knowledge import Vocabulary
from bot.understanding.features import Features, features, stem
from bot.understanding.folding import fold
from bot.understanding.profiles import Profiles
from bot.understanding.repair import WordRepair
from bot.understanding.wording import Wording

MAX_WORDS = 60
"""Words of a message that are matched: the last ones, because stories end with their question."""
CLOSEST = 5
"""Intents that are compared string by string, and returned."""
COMPARED = 200
"""Examples of an intent that are compared, at most, spread evenly over all: or time would grow with them."""
LIKENESS = 2.0
"""What an example of the very same words counts, in the profiles' unit: log-odds."""
BIAS, PROFILE, ODDS = -2.3, 0.23, 0.5
"""Logistic of a candidate's profile score and of its log-odds against all other intents. Fitted on questions
in and out of scope of public training sets (HINT3, CLINC150, BANKING77), with whole intents held out."""
TINY = 1e-9
"""Odds below which all others together are as good as none."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a question may mean."""

    intent: str
    score: float
    """0 to 100: 80 is meant to say that about four in five such questions are matched rightly."""
    example: str
    """The intent's example that is closest to the question."""


class Matcher:
    """Compares questions with the examples of intents: of any intents in English, not only ours."""

    def __init__(
        self,
        examples: Mapping[str, Sequence[str]],
        vocabulary: Vocabulary | None = None,
        compared: int = COMPARED,
    ) -> None:
        """Learn `examples` (intent to its sample phrasings), reading words as `vocabulary` has it.

        Of each intent, `compared` examples at most are compared as strings. The words of an intent's name
        say what it is about, so they are learnt as one more example.
        """
        vocabulary = vocabulary or Vocabulary()
        self._wording = Wording(vocabulary)
        self._subject = frozenset(map(fold, vocabulary.subject))
        texts = {intent: tuple(map(str, ones)) for intent, ones in examples.items() if ones}
        folded = {intent: [fold(text).split() for text in ones] for intent, ones in texts.items()}
        counts = Counter(word for ones in folded.values() for one in ones for word in one)
        self._repair = WordRepair(Counter(self._wording.known) + counts)
        words = {intent: [self._wording.words(one) for one in ones] for intent, ones in folded.items()}
        phrases = {
            intent: [*map(self._features, ones), self._features(self._wording.words(_name(intent)))]
            for intent, ones in words.items()
        }
        self.vocabulary = frozenset(counts)
        """The folded words that the examples use."""
        self._profiles = _learn(phrases)
        self._intents = tuple(texts)
        self._examples = [_spread(ones, compared) for ones in texts.values()]
        self._strings = [[_string(one) for one in _spread(ones, compared)] for ones in words.values()]

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that `text` may mean, best first; empty only where nothing at all is shared."""
        return self.candidates(self.read(fold(text)))

    def read(self, folded: str) -> tuple[str, ...]:
        """Return the last words of a folded text as they are matched: typos repaired, synonyms replaced."""
        words: list[str] = []
        for word in folded.split()[-MAX_WORDS:]:
            words.extend([word] if self._repair.knows(word) else self._repair.repair(word) or [word])
        return tuple(self._wording.words(words))

    def stems(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the stems of texts, as they are matched."""
        return frozenset(stem(word) for text in texts for word in self.read(fold(text)))

    def candidates(self, words: Sequence[str]) -> list[Candidate]:
        """Return the intents that a text may mean, given as it is read, best first."""
        scores = self._profiles.scores(self._features(words))
        if not scores:
            return []
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:CLOSEST]
        string = _string(words)
        totals, examples = scores.copy(), {}
        for at in best:
            likeness, examples[at] = self._closest(at, string)
            totals[at] += LIKENESS * likeness
        candidates = [
            Candidate(self._intents[at], _score(scores[at], log_odds), examples[at])
            for at, log_odds in zip(best, _log_odds(totals, best), strict=True)
        ]
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent))

    def _features(self, words: Sequence[str]) -> Features:
        """Return the features of a phrase; that it does not name the subject tells something too."""
        return features(words, unnamed=bool(self._subject) and self._subject.isdisjoint(words))

    def _closest(self, intent: int, string: str) -> tuple[float, str]:
        """Return how like the closest example is (0 to 1), and its text."""
        _, ratio, at = process.extractOne(string, self._strings[intent], scorer=fuzz.ratio, processor=None)
        return ratio / 100, self._examples[intent][at]


def _learn(phrases: Mapping[str, Sequence[Features]]) -> Profiles:
    # Only learning needs numpy: whoever gets a matcher that has learnt (pickled) does without its memory.
    from bot.understanding.learning import learn  # noqa: PLC0415

    return learn(phrases)


def _name(intent: str) -> list[str]:
    return fold(intent.replace("_", " ")).split()


def _spread(items: Sequence[T], most: int) -> tuple[T, ...]:
    """Return at most so many of the items, evenly spread."""
    return tuple(items[:: ceil(len(items) / most)])


def _string(words: Sequence[str]) -> str:
    return " ".join(map(stem, words))


def _log_odds(totals: Sequence[float], of: Sequence[int]) -> Iterator[float]:
    """Yield the log-odds of some of the totals against all others, as softmax makes them probabilities."""
    most = max(totals)
    odds = [exp(total - most) for total in totals]
    whole = fsum(odds)
    for at in of:
        yield totals[at] - most - log(max(whole - odds[at], TINY))


def _score(profile: float, log_odds: float) -> float:
    return round(100 / (1 + exp(-(BIAS + PROFILE * profile + ODDS * log_odds))), 1)
