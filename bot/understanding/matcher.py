"""Which intent a question means.

The profiles of the intents choose a few candidates; rapidfuzz compares those with their closest example as a
whole, which sees what a bag of features can't; a logistic turns the evidence into a score that can be read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from rapidfuzz import fuzz, process

from bot.knowledge import Vocabulary
from bot.understanding.features import features, stem
from bot.understanding.folding import fold
from bot.understanding.profiles import Profiles, Vector
from bot.understanding.repair import WordRepair
from bot.understanding.wording import Wording

MAX_WORDS = 60
"""Words of a message that are matched: the last ones, because stories end with their question."""
CLOSEST = 5
"""Intents that are compared string by string."""
REPAIRED = 0.75
"""What a repaired word counts, against one written as in an example."""
BIAS, PROFILE, LEAD = -1.9, 0.95, 2.4
"""Logistic of a candidate's profile and of its lead over the next, fitted on five folds of the examples."""


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

    def __init__(self, examples: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None) -> None:
        """Learn `examples` (intent → its sample phrasings), reading words as `vocabulary` has it."""
        self._wording = Wording(vocabulary or Vocabulary())
        self._examples = {intent: tuple(texts) for intent, texts in examples.items() if texts}
        words = {
            intent: [self._wording.words(fold(text)) for text in texts]
            for intent, texts in self._examples.items()
        }
        self._repair = WordRepair(Counter(word for ones in words.values() for one in ones for word in one))
        self._profiles = Profiles({intent: [features(one) for one in ones] for intent, ones in words.items()})
        self._strings = {intent: [_string(one) for one in ones] for intent, ones in words.items()}

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that `text` may mean, best first; empty only where nothing at all is shared."""
        return self.match_words(self._wording.words(fold(text)))

    def match_words(self, words: Sequence[str]) -> list[Candidate]:
        """Match words that are folded and read with the vocabulary already."""
        read = self._read(words)
        vector = self._vector(read)
        profiles = self._profiles.score(vector)
        best = sorted(profiles, key=lambda intent: (-profiles[intent], intent))[:CLOSEST]
        string = _string([word for word, _ in read])
        nearest = {intent: self._nearest(intent, string) for intent in best}
        totals = {intent: profiles[intent] + nearest[intent][0] for intent in best}
        candidates = [
            Candidate(intent, _score(profiles[intent], _lead(totals, intent)), example)
            for intent, (_, example) in nearest.items()
        ]
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent))

    def read_as(self, words: Sequence[str]) -> str:
        """Return the words as they are matched: misspellings repaired, the last `MAX_WORDS` of them."""
        return " ".join(word for word, _ in self._read(words))

    def _read(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """Return the words with repairs, each with how surely it is understood (0 to 1)."""
        read: list[tuple[str, float]] = []
        for word in words[-MAX_WORDS:]:
            if self._repair.knows(word):
                read.append((word, 1.0))
            elif repaired := self._repair.repair(word):
                read.extend((part, REPAIRED) for part in repaired)
            else:
                read.append((word, 0.0))
        return read

    def _vector(self, read: Sequence[tuple[str, float]]) -> Vector:
        factors = {(0, stem(word)): share for word, share in read if 0.0 < share < 1.0}
        return self._profiles.vector(features([word for word, _ in read]), factors)

    def _nearest(self, intent: str, string: str) -> tuple[float, str]:
        """Return how like the closest example is (0 to 1), and its text."""
        _, ratio, at = process.extractOne(string, self._strings[intent], scorer=fuzz.ratio, processor=None)
        return ratio / 100, self._examples[intent][at]


def _string(words: Sequence[str]) -> str:
    return " ".join(sorted(map(stem, words)))


def _lead(totals: Mapping[str, float], intent: str) -> float:
    """Return by how much an intent leads the best other one; negative for all but the leader."""
    return totals[intent] - max((total for other, total in totals.items() if other != intent), default=0.0)


def _score(profile: float, lead: float) -> float:
    return round(100 / (1 + exp(-(BIAS + PROFILE * profile + LEAD * lead))), 1)
