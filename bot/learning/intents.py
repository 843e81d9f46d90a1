"""Learns the intents: one linear model, what to repair words towards, and what questions look like."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from bot.knowledge import Vocabulary
from bot.learning.lessons import Lesson
from bot.learning.linear import learn
from bot.understanding.features import features, stem
from bot.understanding.fuzzy import Likeness
from bot.understanding.learnt import LearntIntents, marks
from bot.understanding.matcher import Calibration, as_compared
from bot.understanding.text import TextReader

LEAST = 3
"""Sentences that must have a feature for it to be learnt."""
UNKNOWN = 0.3
"""What a feature weighs that no sentence has: little, because what is out of scope is learnt from ordinary speech."""


def learn_intents(
    taught: Sequence[Lesson], vocabulary: Vocabulary, english: Iterable[str], covered: Iterable[str]
) -> LearntIntents:
    """Return what was learnt of lessons; `covered` intents are those with an answer."""
    reader = TextReader(vocabulary, {})
    words = [reader.as_written(lesson.text) for lesson in taught]
    rows = [
        (features(one, *marks(reader.names(one), reader.subject, one)), lesson.intent)
        for one, lesson in zip(words, taught, strict=True)
    ]
    ours = set(covered)
    said: dict[str, dict[str, str]] = {lesson.intent: {} for lesson in taught}
    for one, lesson in zip(words, taught, strict=True):
        if lesson.is_plain:
            said[lesson.intent].setdefault(as_compared(one), lesson.text)
    return LearntIntents(
        learn(rows, LEAST, UNKNOWN),
        {intent: tuple(pairs.items()) for intent, pairs in said.items()},
        Counter(chain.from_iterable(words)),
        frozenset(english),
        frozenset(
            stem(word) for one, lesson in zip(words, taught, strict=True) if lesson.intent in ours for word in one
        ),
        Calibration(),
    )
