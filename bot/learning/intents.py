"""Learns the intents: one linear model, what to repair words towards, and what questions look like."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.knowledge import Kind, Knowledge
from bot.learning.lessons import Lesson, taught
from bot.learning.linear import learn
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.fuzzy import WordSet
from bot.understanding.learnt import LearntIntents
from bot.understanding.matcher import as_compared

LEAST = 3
"""Sentences that must have a feature for it to be learnt."""
UNKNOWN = 0.3
"""What a feature weighs that no sentence has: little, for ordinary speech teaches what is out of scope."""


def learn_intents(knowledge: Knowledge, lessons: Sequence[Lesson] | None = None) -> LearntIntents:
    """Return what is learnt of a knowledge base: of all that it teaches, or of some `lessons`."""
    if lessons is None:
        lessons = taught(knowledge)
    bags = [(lesson.read.bag, lesson.intent) for lesson in lessons]
    model = learn(bags, LEAST, UNKNOWN)
    said: dict[str, dict[str, str]] = {intent: {} for intent in model.classes}
    for lesson in lessons:
        if lesson.is_plain:
            said[lesson.intent].setdefault(as_compared(lesson.read.words), lesson.text)
    kinds = knowledge.kinds
    return LearntIntents(
        model,
        {intent: tuple(pairs.items()) for intent, pairs in said.items()},
        _counts(lesson.read.folded for lesson in lessons if kinds[lesson.intent] is not Kind.OUT_OF_SCOPE),
        WordSet.of(_english(knowledge)),
        frozenset(
            stem(word)
            for lesson in lessons
            if kinds[lesson.intent] is Kind.ANSWERED
            for word in lesson.read.words
        ),
    )


def _counts(folded: Iterable[str]) -> Counter[str]:
    """Return how often texts have each word as it is written, before any other stands for it."""
    return Counter(chain.from_iterable(map(str.split, folded)))


def _english(knowledge: Knowledge) -> frozenset[str]:
    """Return the words of ordinary speech that are no slip, because they occur twice."""
    counts = _counts(map(fold, knowledge.ordinary.lines))
    return knowledge.ordinary.words | {word for word, count in counts.items() if count > 1}
