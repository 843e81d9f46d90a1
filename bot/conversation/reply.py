"""What is said back: one type for every outcome and every door of the house.

`Reply.render` is the only place that joins the disclaimer to a text: none can be written without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, StrEnum


class Outcome(StrEnum):
    """What became of a message."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    GAP = "gap"
    SMALL_TALK = "smalltalk"
    PERSONAL = "personal"
    RED_FLAG = "red_flag"
    FALLBACK = "fallback"


MISSED = frozenset({Outcome.SUGGEST, Outcome.FALLBACK})
"""What becomes of a message that is not understood, or not for sure."""


class Help(StrEnum):
    """Whether help lines are in a reply."""

    NONE = ""
    LINE = "line"
    """They stand with another reply, because this message raised them."""
    TAKES_OVER = "takes over"
    """They are the reply."""


class Style(Enum):
    """How a paragraph is meant; each door shows it in its own way."""

    HEADING = "heading"
    TEXT = "text"
    CAVEAT = "caveat"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a reply."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words, and the intent or page that it opens."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: paragraphs, buttons and always the disclaimer."""

    outcome: Outcome
    paragraphs: tuple[Paragraph, ...]
    disclaimer: str
    intents: tuple[str, ...] = ()
    """The intents it is about, best first; for `suggest` the suggested ones."""
    facets: tuple[str, ...] = ()
    """What exactly was asked of each of them."""
    score: float = 100.0
    """How sure the match is, 0 to 100; 100 where nothing had to be matched."""
    buttons: tuple[Button, ...] = ()
    """Offered under this reply."""
    actions: tuple[Button, ...] = ()
    """What changes this very reply: more of it, none of what it suggests."""
    quick_replies: tuple[Button, ...] = ()
    """The main topics, offered in place of the keyboard."""
    statements: tuple[str, ...] = ()
    """Ids of the statements that are said, in that order."""
    help: Help = Help.NONE
    numbers: tuple[Button, ...] = ()
    """Of help lines: buttons whose targets a tap copies, where the door can do that."""
    votes: tuple[Button, ...] = ()
    """Whether it helped: buttons whose targets are the vote and the intent, as in `up:causes`."""

    @property
    def choices(self) -> tuple[Button, ...]:
        """All topics that are offered, of either place."""
        return self.buttons or self.quick_replies

    @property
    def shown(self) -> tuple[Button, ...]:
        """All buttons but the thumbs."""
        return (*self.choices, *self.actions)

    def before_source(self, added: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        """Return its paragraphs with others before its source."""
        return tuple(sorted((*self.paragraphs, *added), key=lambda one: one.style is Style.SOURCE))

    def begun_with(self, *added: str) -> "Reply":
        """Return it with texts below its first heading, or before all where it has none."""
        at = next((at for at, one in enumerate(self.paragraphs, 1) if one.style is Style.HEADING), 0)
        paragraphs = (*self.paragraphs[:at], *map(Paragraph, added), *self.paragraphs[at:])
        return replace(self, paragraphs=paragraphs)

    @property
    def text(self) -> str:
        """The whole reply as plain text."""
        return self.render(lambda paragraph: paragraph.text)

    def render(self, write: Callable[[Paragraph], str]) -> str:
        """Return the whole reply with each paragraph written by `write`, blank lines between them."""
        return "\n\n".join(map(write, (*self.paragraphs, Paragraph(self.disclaimer))))
