"""Learns the intents and their facets: linear models, examples to compare with, words to repair towards.

They are learnt from every example and template said out, some behind a circumstance.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.knowledge import Kind, Knowledge, Vocabulary
from bot.learning.linear import UNKNOWN, learn
from bot.understanding.folding import fold
from bot.understanding.fuzzy import WordSet
from bot.understanding.learnt import LearntIntents
from bot.understanding.matcher import Candidate, Examples, LearntFacets, Matcher, as_lines
from bot.understanding.model import Bag, of_question, stem
from bot.understanding.phrases import draw, expand
from bot.understanding.text import Text, TextReader, Words

EVERY = 3
"""One in so many sentences is learnt behind a circumstance, too."""
LEAST = 3
"""Sentences that must have a feature for it to be learnt."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence with the intent that it has."""

    text: str
    read: Text
    intent: str
    source: str
    """The line that it was made of: what is held out together."""
    is_plain: bool = True
    """Whether it is an example as it stands, with no circumstance before it."""


def taught(knowledge: Knowledge) -> list[Lesson]:
    """Return all that the intents are learnt from: the examples, and ordinary speech that is out of scope.

    An ordinary line that names our subject may be ours, and one that is an example word by word is.
    """
    vocabulary, reader = knowledge.vocabulary, TextReader(knowledge.vocabulary, {})
    examples = [
        Lesson(sentence, reader.as_written(sentence), intent, line, is_plain)
        for intent, lines in knowledge.phrasings.items()
        for line in lines
        for sentence, is_plain in _said(line, vocabulary)
    ]
    known = {lesson.read.words for lesson in examples}
    (elsewhere,) = knowledge.of_kind(Kind.OUT_OF_SCOPE)
    lines = dict.fromkeys((*knowledge.ordinary.lines, *(line for _, line in knowledge.ordinary.foreign)))
    ordinary = (Lesson(line, reader.as_written(line), elsewhere.id, line) for line in lines)
    return examples + [one for one in ordinary if one.read.words not in known and not one.read.is_named]


def _said(line: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Yield what a line stands for, and whether it is that as it stands."""
    for sentence in expand(line, vocabulary.names):
        yield sentence, True
        if vocabulary.circumstances and draw("circumstance", sentence) % EVERY == 0:
            drawn = min(vocabulary.circumstances, key=lambda one: draw(sentence, one))
            clause = expand(drawn, vocabulary.names)
            yield f"{min(clause, key=lambda one: draw(sentence, one))} {sentence}", False


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
    """Return the sentences of each intent that stand as they are."""
    said: dict[str, list[Words]] = {}
    for lesson in lessons:
        said.setdefault(lesson.intent, []).extend([lesson.read.words] if lesson.is_plain else [])
    return {intent: as_lines(ones) for intent, ones in said.items()}


def _counts(folded: Iterable[str]) -> Counter[str]:
    """Return how often texts have each word as it is written, before any other stands for it."""
    return Counter(chain.from_iterable(map(str.split, folded)))


def _english(knowledge: Knowledge) -> frozenset[str]:
    """Return the words of ordinary speech that are no slip, because they occur twice."""
    counts = _counts(map(fold, knowledge.ordinary.lines))
    return knowledge.ordinary.words | {word for word, count in counts.items() if count > 1}


class ExampleMatcher:
    """Matches texts with the examples that it was given."""

    def __init__(self, reader: TextReader, matcher: Matcher) -> None:
        self._reader = reader
        self._matcher = matcher

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that a text may mean, best first."""
        words = self._reader.read(text).words
        return list(self._matcher.candidates(words, of_question(words)))


def matcher(examples: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None) -> ExampleMatcher:
    """Return a matcher of some intents (id to sample phrasings).

    The words of an intent's name say what it is about, so they are learnt as one more example.
    """
    vocabulary = vocabulary or Vocabulary()
    plain = TextReader(vocabulary, {})
    read = {
        intent: [plain.as_written(text).words for text in (*ones, intent.replace("_", " "))]
        for intent, ones in examples.items()
        if ones
    }
    model = learn([(of_question(words), intent) for intent, ones in read.items() for words in ones])
    compared = {intent: as_lines(ones[:-1]) for intent, ones in read.items()}
    counts = Counter(chain.from_iterable(chain.from_iterable(read.values())))
    return ExampleMatcher(TextReader(vocabulary, counts), Matcher(model, compared))
