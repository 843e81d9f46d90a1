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
from bot.understanding.features import NO_SUBJECT, STRANGE, Feature, features, stem
from bot.understanding.folding import fold
from bot.understanding.profiles import Profiles
from bot.understanding.repair import WordRepair
from bot.understanding.wording import Wording

MAX_WORDS = 60
"""Words of a message that are matched: the last ones, because stories end with their question."""
CLOSEST = 5
"""Intents that are compared string by string."""
RARE = 1
"""Examples that use a word, at most, for it to count as strange."""
REPAIRED = 0.75
"""What a repaired word counts, against one written as in an example."""
BIAS, PROFILE, LEAD = -1.7, 0.85, 2.9
"""Logistic of a candidate's profile and of its lead over the next, fitted on five folds of the examples."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a question may mean."""

    intent: str
    score: float
    """0 to 100: 80 is meant to say that about four in five such questions are matched rightly."""
    example: str
    """The intent's example that is closest to the question."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is matched: misspellings repaired, synonyms replaced, at most `MAX_WORDS` of it."""

    words: tuple[str, ...]
    repaired: frozenset[str]
    """Those of the words that were not written so."""


class Matcher:
    """Compares questions with the examples of intents: of any intents in English, not only ours."""

    def __init__(self, examples: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None) -> None:
        """Learn `examples` (intent to its sample phrasings), reading words as `vocabulary` has it."""
        vocabulary = vocabulary or Vocabulary()
        self._wording = Wording(vocabulary)
        self._examples = {intent: tuple(texts) for intent, texts in examples.items() if texts}
        folded = {intent: [fold(text).split() for text in texts] for intent, texts in self._examples.items()}
        counts = Counter(word for ones in folded.values() for one in ones for word in one)
        self._repair = WordRepair(Counter(self._wording.known) + counts)
        words = {intent: [self._wording.words(one) for one in ones] for intent, ones in folded.items()}
        self._subject = frozenset(map(fold, vocabulary.subject))
        self._uses = Counter(word for ones in words.values() for one in ones for word in set(one))
        self._profiles = Profiles({intent: list(map(self._features, ones)) for intent, ones in words.items()})
        self._strings = {intent: [_string(one) for one in ones] for intent, ones in words.items()}

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that `text` may mean, best first; empty only where nothing at all is shared."""
        return self.candidates(self.read(fold(text)))

    def read(self, folded: str) -> Reading:
        """Return a folded text as it is matched."""
        words: list[str] = []
        repaired: set[str] = set()
        for word in folded.split()[-MAX_WORDS:]:
            mended = [] if self._repair.knows(word) else self._repair.repair(word)
            words.extend(mended or [word])
            repaired.update(mended)
        return Reading(tuple(self._wording.words(words)), frozenset(repaired))

    def candidates(self, reading: Reading) -> list[Candidate]:
        """Return the intents that a question may mean, best first."""
        doubts = {(0, stem(word)): REPAIRED for word in reading.repaired}
        vector = self._profiles.vector(self._features(reading.words), doubts)
        if not reading.words or vector.keys() <= {STRANGE, NO_SUBJECT}:
            return []
        profiles = self._profiles.score(vector)
        best = sorted(profiles, key=lambda intent: (-profiles[intent], intent))[:CLOSEST]
        string = _string(reading.words)
        nearest = {intent: self._nearest(intent, string) for intent in best}
        totals = {intent: profiles[intent] + nearest[intent][0] for intent in best}
        candidates = [
            Candidate(intent, _score(profiles[intent], _lead(totals, intent)), example)
            for intent, (_, example) in nearest.items()
        ]
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent))

    def _features(self, words: Sequence[str]) -> Counter[Feature]:
        """Count the features of a phrase, and of what it lacks: shared words, and the subject.

        A word that just one example uses stands for all that none uses: to the other examples it is strange.
        So “how is … treated” can lead elsewhere for a strange word than for a word that examples share.
        """
        counts = features(words)
        if strange := sum(self._uses[word] <= RARE and not word.isdigit() for word in words):
            counts[STRANGE] = strange
        if self._subject.isdisjoint(words) and self._subject:
            counts[NO_SUBJECT] = 1
        return counts

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
