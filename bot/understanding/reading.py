"""How a text is read before it is compared: its words, and what they say for each intent."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from bot.knowledge import Vocabulary
from bot.understanding.features import FIRST, features
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


class Reader:
    """Reads texts with several sets of intents in mind: of any intents in English, not only ours.

    All sets know the same words, and each feature of a text is looked up once for all of them; what the
    examples of one set say for its intents has no influence on another's.
    """

    def __init__(self, sets: Sequence[Examples], vocabulary: Vocabulary | None = None) -> None:
        """Learn the examples of each set, reading words as `vocabulary` has it.

        The words of an intent's name say what it is about, so they are learnt as one more example.
        """
        vocabulary = vocabulary or Vocabulary()
        self._wording = Wording(vocabulary)
        self._subject = frozenset(map(fold, vocabulary.subject))
        folded = [
            {intent: [fold(text).split() for text in ones] for intent, ones in examples.items() if ones}
            for examples in sets
        ]
        phrases = chain.from_iterable(ones for examples in folded for ones in examples.values())
        self._repair = WordRepair(Counter(self._wording.known) + Counter(chain.from_iterable(phrases)))
        self._profiles = Profiles(
            _learnt([self._with_names(examples) for examples in folded], self._leaves_unnamed)
        )

    def read(self, folded: str) -> Reading:
        """Return what a folded text says."""
        words = self.words(folded)
        return Reading(folded, words, self._profiles.scores(words, unnamed=self._leaves_unnamed(words)))

    def words(self, folded: str) -> tuple[str, ...]:
        """Return the last words of a folded text as they are matched: typos repaired, synonyms replaced."""
        return tuple(self._wording.words(self._repair.repair(folded.split()[-MAX_WORDS:])))

    def as_example(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the folded words of an example as they are matched: their spelling is taken as it is."""
        return tuple(self._wording.words(words))

    def _with_names(
        self, examples: Mapping[str, Sequence[Sequence[str]]]
    ) -> dict[str, list[tuple[str, ...]]]:
        """Return the examples of each intent as they are matched, and its name as one more."""
        return {
            intent: [self.as_example(words) for words in (*ones, fold(intent.replace("_", " ")).split())]
            for intent, ones in examples.items()
        }

    def _leaves_unnamed(self, words: Sequence[str]) -> bool:
        """Say whether words do not name the subject, which tells something too."""
        return bool(self._subject) and self._subject.isdisjoint(words)


def _learnt(
    sets: Sequence[Mapping[str, Sequence[Sequence[str]]]], leaves_unnamed: Callable[[Sequence[str]], bool]
) -> Learnt:
    # Only learning needs numpy: whoever gets a reader that has learnt (pickled) does without its memory.
    from bot.understanding.learning import learn  # noqa: PLC0415
    from bot.understanding.packing import pack  # noqa: PLC0415

    stems: dict[str, int] = {}

    def number(stem: str) -> int:
        return stems.setdefault(stem, FIRST + len(stems))

    lessons = [
        learn(
            {
                intent: [features(words, number, unnamed=leaves_unnamed(words)) for words in ones]
                for intent, ones in phrases.items()
            }
        )
        for phrases in sets
    ]
    return pack(lessons, stems)
