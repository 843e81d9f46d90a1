"""Knowledge to what is learnt of it: the one place that learns. Answering needs the outcome only."""

from collections.abc import Mapping, Sequence

from bot.knowledge import Knowledge, Vocabulary
from bot.learning.packing import pack
from bot.learning.regression import learn as learn_features
from bot.understanding import Matcher, Reader
from bot.understanding.features import FIRST, features
from bot.understanding.profiles import Arrays, Learnt
from bot.understanding.reading import Examples, sets_of

__all__ = ["learn", "learn_sets", "matcher"]


def learn(knowledge: Knowledge) -> Arrays:
    """Return what the examples of a knowledge base teach, as plain arrays: `Learnt.of` reads them."""
    return learn_sets(sets_of(knowledge), knowledge.vocabulary)


def learn_sets(sets: Sequence[Examples], vocabulary: Vocabulary | None = None) -> Arrays:
    """Return what the examples of several sets of intents teach, each set by itself."""
    reader = Reader(sets, vocabulary)
    stems: dict[str, int] = {}

    def number(stem: str) -> int:
        return stems.setdefault(stem, FIRST + len(stems))

    lessons = [
        learn_features(
            {
                intent: [
                    features(words, number, unnamed=reader.leaves_unnamed(words))
                    for words in (*map(reader.as_example, ones), reader.as_example(intent.replace("_", " ")))
                ]
                for intent, ones in examples.items()
                if ones
            }
        )
        for examples in sets
    ]
    return pack(lessons, stems)


def matcher(examples: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None) -> Matcher:
    """Return a matcher that has learnt any intents and nothing else, reading words as `vocabulary` has it."""
    return Matcher(examples, Reader([examples], vocabulary, Learnt.of(learn_sets([examples], vocabulary))))
