"""Learns the intents and their facets: linear models, examples to compare with, words to repair towards."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.knowledge import Kind, Knowledge
from bot.learning.lessons import Lesson, taught
from bot.learning.linear import UNKNOWN, learn
from bot.understanding.facets import LearntFacets
from bot.understanding.features import Bag, stem
from bot.understanding.folding import fold
from bot.understanding.fuzzy import WordSet
from bot.understanding.learnt import LearntIntents
from bot.understanding.matcher import Examples, as_compared
from bot.understanding.patterns import expand
from bot.understanding.text import TextReader

LEAST = 3
"""Sentences that must have a feature for it to be learnt."""


def learn_intents(knowledge: Knowledge, lessons: Sequence[Lesson] | None = None) -> LearntIntents:
    """Return what is learnt of a knowledge base: of all that it teaches, or of some `lessons`."""
    lessons = taught(knowledge) if lessons is None else lessons
    kinds = knowledge.kinds
    ours = [lesson for lesson in lessons if kinds[lesson.intent] is not Kind.OUT_OF_SCOPE]
    answered = (lesson.read.words for lesson in ours if kinds[lesson.intent] is not Kind.GAP)
    return LearntIntents(
        learn(_rows(lessons), LEAST, UNKNOWN),
        _examples(lessons),
        _counts(lesson.read.folded for lesson in ours),
        WordSet.of(_english(knowledge)),
        frozenset(map(stem, chain.from_iterable(answered))),
    )


def learn_facets(knowledge: Knowledge) -> dict[str, LearntFacets]:
    """Return what is learnt of the facets of every intent that has some: one small model an intent."""
    reader = TextReader(knowledge.vocabulary, {})
    learnt: dict[str, LearntFacets] = {}
    for intent in knowledge.intents.values():
        lessons = [
            Lesson(sentence, reader.as_written(sentence), facet.id, line)
            for facet in intent.facets
            for line in facet.examples
            for sentence in expand(line, knowledge.vocabulary.names)
        ]
        if lessons:
            learnt[intent.id] = LearntFacets(learn(_rows(lessons)), _examples(lessons))
    return learnt


def _rows(lessons: Iterable[Lesson]) -> list[tuple[Bag, str]]:
    return [(lesson.read.bag, lesson.intent) for lesson in lessons]


def _examples(lessons: Iterable[Lesson]) -> Examples:
    """Return the sentences of each intent that stand as they are, no two that are compared alike."""
    said: dict[str, dict[str, None]] = {}
    for lesson in lessons:
        of_intent = said.setdefault(lesson.intent, {})
        if lesson.is_plain:
            of_intent[as_compared(lesson.read.words)] = None
    return {intent: list(examples) for intent, examples in said.items()}


def _counts(folded: Iterable[str]) -> Counter[str]:
    """Return how often texts have each word as it is written, before any other stands for it."""
    return Counter(chain.from_iterable(map(str.split, folded)))


def _english(knowledge: Knowledge) -> frozenset[str]:
    """Return the words of ordinary speech that are no slip, because they occur twice."""
    counts = _counts(map(fold, knowledge.ordinary.lines))
    return knowledge.ordinary.words | {word for word, count in counts.items() if count > 1}
