"""How a text is read before it is compared: its words, and what they say for each intent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from bot.knowledge import Knowledge, Vocabulary
from bot.understanding.folding import fold
from bot.understanding.profiles import Learnt, Profiles
from bot.understanding.repair import WordRepair
from bot.understanding.wording import Wording

MAX_WORDS = 60
"""Words of a message that are matched: the last ones, because stories end with their question."""

Examples = Mapping[str, Sequence[str]]
"""Sample phrasings by intent."""


class Reading(NamedTuple):
    """A text as it was read."""

    folded: str
    words: tuple[str, ...]
    """The last words: typos repaired, synonyms replaced."""
    scores: list[list[float]]
    """By set of intents: what speaks for each, in log-odds; empty where nothing at all is shared."""


def sets_of(knowledge: Knowledge) -> tuple[Examples, Examples]:
    """Return the sets of intents that a knowledge base has: those of questions, and the red flags."""
    return knowledge.phrasings, knowledge.red_flags.examples


class Reader:
    """Reads texts with several sets of intents in mind: of any intents in English, not only ours.

    All sets know the same words, and each feature of a text is looked up once for all of them; what the
    examples of one set say for its intents has no influence on another's.
    """

    def __init__(
        self, sets: Sequence[Examples], vocabulary: Vocabulary | None = None, learnt: Learnt | None = None
    ) -> None:
        """Read words as `vocabulary` and the examples of each set have them.

        Only a reader that is given what was `learnt` of these sets has scores.
        """
        vocabulary = vocabulary or Vocabulary()
        self._wording = Wording(vocabulary)
        self._subject = frozenset(map(fold, vocabulary.subject))
        texts = (text for examples in sets for ones in examples.values() for text in ones)
        words = chain.from_iterable(fold(text).split() for text in texts)
        self._repair = WordRepair(Counter(self._wording.known) + Counter(words))
        self._profiles = Profiles(learnt) if learnt else None

    def read(self, folded: str) -> Reading:
        """Return what a folded text says."""
        words = self.words(folded)
        unnamed = self.leaves_unnamed(words)
        return Reading(folded, words, self._profiles.scores(words, unnamed=unnamed) if self._profiles else [])

    def words(self, folded: str) -> tuple[str, ...]:
        """Return the last words of a folded text as they are matched: typos repaired, synonyms replaced."""
        return tuple(self._wording.words(self._repair.repair(folded.split()[-MAX_WORDS:])))

    def as_example(self, text: str) -> tuple[str, ...]:
        """Return the words of an example as they are matched: their spelling is taken as it is."""
        return tuple(self._wording.words(fold(text).split()))

    def leaves_unnamed(self, words: Sequence[str]) -> bool:
        """Say whether words do not name the subject, which tells something too."""
        return bool(self._subject) and self._subject.isdisjoint(words)
