"""What of an answer is said at once: the statement that answers the very question, and little more.

The rest waits behind the button *More*. `check` counts by the same function what a person gets to read.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.knowledge.intents import Facet, Intent
from bot.knowledge.model import Article, Statement
from bot.knowledge.problems import Text

SENTENCES = 2
"""That may follow the lead at once …"""
WORDS = 70
"""… as long as no more words than these are said, remarks included."""

_SENTENCE = re.compile(r"[.!?](?!\w)")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, in the words in which it is said."""

    statement: Statement
    text: Text

    @property
    def words(self) -> int:
        """How many words it has, with its remarks."""
        return sum(len(text.split()) for text in (self.text, *self.statement.remarks))


@dataclass(frozen=True, slots=True)
class Arranged:
    """An answer, the lead first."""

    lead: tuple[Said, ...]
    """The statement that answers, with those that may not be parted from it."""
    near: tuple[Said, ...]
    """What is said at once as well."""
    rest: tuple[Said, ...]

    @property
    def first(self) -> tuple[Said, ...]:
        """What is said at once."""
        return self.lead + self.near

    @property
    def all(self) -> tuple[Said, ...]:
        """Everything that it has."""
        return self.lead + self.near + self.rest


def arrange(article: Article, intent: Intent, facet: Facet | None, given: Collection[str] = ()) -> Arranged:
    """Return the answer to a facet of an intent, without statements that were given already.

    What goes together is said together, with the lead first.
    """
    asked = intent.lead(facet)
    order = [key for key in dict.fromkeys((asked, *intent.answer)) if key not in given]
    groups = list(_groups(article, order))
    said = [
        [
            Said(
                article.statements[key],
                (key == asked and facet and facet.opening) or article.statements[key].text,
            )
            for key in group
        ]
        for group in groups
    ]
    lead = said[0] if said else []
    near: list[Said] = []
    rest: list[Said] = []
    for group in said[1:]:
        behind = [*lead[1:], *near, *group]
        is_short = sum(sentences(one.text) for one in behind) <= SENTENCES
        fits = is_short and sum(one.words for one in (*lead, *near, *group)) <= WORDS
        (near if fits else rest).extend(group)
    return Arranged(tuple(lead), tuple(near), tuple(rest))


def sentences(text: str) -> int:
    """Return how many sentences a text has."""
    return len(_SENTENCE.findall(text))


def _groups(article: Article, order: list[str]) -> Iterator[list[str]]:
    """Yield statements in an order, each with those that belong to it."""
    left = dict.fromkeys(order)
    for key in order:
        if key in left:
            together = next((group for group in article.together if key in group), (key,))
            group = [key, *(other for other in together if other != key)]
            for one in group:
                left.pop(one, None)
            yield group
