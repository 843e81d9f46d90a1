"""What is wrong in the knowledge base, and exactly where."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from bot.errors import B12BotError


class Mark(NamedTuple):
    """A place in a file, as editors' programs count it: line and column from 1."""

    file: str
    """The file's path below the folder of the knowledge base, e.g. `knowledge/article.yaml`."""
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Mark("?", 1, 1)
"""The place of a text that was not read from a file."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding: where it is, what is wrong and what to do, and the rule that found it."""

    mark: Mark
    text: str
    rule: str
    is_advice: bool = False
    """Whether the bot may answer nevertheless."""

    def __str__(self) -> str:
        return f"{self.mark}: {'advice: ' if self.is_advice else ''}{self.text} ({self.rule})"


class KnowledgeError(B12BotError):
    """The knowledge base can't be used; holds every problem of every file, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class Text(str):
    """A text that remembers where an editor wrote it, so that any later check can name the place."""

    __slots__ = ("mark",)

    mark: Mark

    def __new__(cls, value: str, mark: Mark = NOWHERE) -> Self:
        """Wrap `value`, written at `mark`."""
        text = super().__new__(cls, value)
        text.mark = mark
        return text


def repeats(texts: Iterable[Text], key: Callable[[str], str]) -> Iterator[tuple[Text, Text]]:
    """Yield each text that has the key of an earlier one, with the last of those."""
    seen: dict[str, Text] = {}
    for text in texts:
        if (first := seen.get(key(text))) is not None:
            yield text, first
        seen[key(text)] = text
