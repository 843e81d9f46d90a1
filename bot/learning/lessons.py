"""What the intents are learnt from: every example and template said out, some behind a circumstance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.knowledge import Kind, Knowledge, Vocabulary
from bot.understanding.patterns import draw, expand
from bot.understanding.text import Text, TextReader

EVERY = 3
"""One in so many sentences is learnt behind a circumstance, too."""
FOLDS = 4
"""One lesson in so many is held out."""


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


def held_out(lessons: Sequence[Lesson], fold: int = 0) -> tuple[list[Lesson], list[Lesson]]:
    """Return what is learnt and what is held out in one of `FOLDS`.

    Lines of one template are held out together, so that none is judged by what it taught.
    """
    parts: tuple[list[Lesson], list[Lesson]] = [], []
    for lesson in lessons:
        parts[draw("fold", lesson.source) % FOLDS == fold].append(lesson)
    return parts


def _said(line: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Yield what a line stands for, and whether it is that as it stands."""
    for sentence in expand(line, vocabulary.names):
        yield sentence, True
        if vocabulary.circumstances and draw("circumstance", sentence) % EVERY == 0:
            drawn = min(vocabulary.circumstances, key=lambda one: draw(sentence, one))
            clause = expand(drawn, vocabulary.names)
            yield f"{min(clause, key=lambda one: draw(sentence, one))} {sentence}", False
