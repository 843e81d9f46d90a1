"""What the intents are learnt from: every example and template said out, some behind a circumstance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.learning.templates import draw, expand

EVERY = 2
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


def ordinary(lines: Iterable[str], intent: str) -> list[Lesson]:
    """Return ordinary speech as lessons."""
    return [Lesson(line, intent, line) for line in lines]


def _of(line: str, intent: str, names: Mapping[str, Sequence[str]], circumstances: Sequence[str]) -> Iterator[Lesson]:
    for sentence in expand(line, names):
        yield Lesson(sentence, intent, line)
        if circumstances and draw("circumstance", sentence) % EVERY == 0:
            clause = expand(min(circumstances, key=lambda one: draw(sentence, one)), names)
            before = min(clause, key=lambda one: draw(sentence, one))
            yield Lesson(f"{before} {sentence}", intent, line, is_plain=False)
