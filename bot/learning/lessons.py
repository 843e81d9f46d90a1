"""What the intents are learnt from: every example and template said out, some behind a circumstance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge import Kind, Knowledge
from bot.understanding.templates import draw, expand
from bot.understanding.text import TextReader

EVERY = 3
"""One in so many sentences is learnt behind a circumstance, too."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence with the intent that it has."""

    text: str
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
    examples = lessons(knowledge.phrasings, vocabulary.names, vocabulary.circumstances)
    known = {reader.as_written(lesson.text).words for lesson in examples}
    (elsewhere,) = knowledge.of_kind(Kind.OUT_OF_SCOPE)
    lines = (*knowledge.ordinary.lines, *(line for _, line in knowledge.ordinary.foreign))
    read = {line: reader.as_written(line) for line in lines}
    ordinary = (line for line, text in read.items() if text.words not in known and not text.is_named)
    return examples + [Lesson(line, elsewhere.id, line) for line in ordinary]


def lessons(
    examples: Mapping[str, Sequence[str]], names: Mapping[str, Sequence[str]], circumstances: Sequence[str]
) -> list[Lesson]:
    """Return what the examples of intents stand for."""
    return [
        lesson
        for intent, lines in examples.items()
        for line in lines
        for lesson in _of(line, intent, names, circumstances)
    ]


def _of(
    line: str, intent: str, names: Mapping[str, Sequence[str]], circumstances: Sequence[str]
) -> Iterator[Lesson]:
    for sentence in expand(line, names):
        yield Lesson(sentence, intent, line)
        if circumstances and draw("circumstance", sentence) % EVERY == 0:
            clause = expand(min(circumstances, key=lambda one: draw(sentence, one)), names)
            before = min(clause, key=lambda one: draw(sentence, one))
            yield Lesson(f"{before} {sentence}", intent, line, is_plain=False)
