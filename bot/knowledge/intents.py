"""`intents.yaml` as frozen values: what people ask, and what answers it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from bot.knowledge.problems import Text


class Kind(StrEnum):
    """What an intent leads to."""

    ANSWERED = "answered"
    GAP = "gaps"
    SMALL_TALK = "smalltalk"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Facet:
    """What exactly a question asks of its intent, and the statement that answers that."""

    id: Text
    examples: tuple[Text, ...]
    lead: Text | None = None
    """The statement that stands first; None for the first one of the intent's answer."""
    opening: Text | None = None
    """That statement in words that fit the question: said in place of its own text."""


@dataclass(frozen=True, slots=True)
class Intent:
    """The purpose of a question."""

    id: Text
    kind: Kind
    examples: tuple[Text, ...]
    label: Text | None = None
    """The words of its button; only answered intents have one."""
    emoji: Text | None = None
    """Follows the label in the heading of its answer; screen readers read it aloud, so nowhere else."""
    command: Text | None = None
    """What Telegram's command list says of `/id`; only the main topics have one."""
    topic: Text | None = None
    """For a gap: what the article does not say, to follow “The article does not say”."""
    nearest: Text | None = None
    """For a gap: the statement that comes nearest …"""
    opening: Text | None = None
    """… in words that follow on “The article does not say …”."""
    words: tuple[Text, ...] = ()
    """For a gap: words that tell it, and get a sentence of it beside a question that is answered."""
    answer: tuple[Text, ...] = ()
    """Ids of the statements that answer it, in order."""
    facets: tuple[Facet, ...] = ()
    """The first one is the question in general."""
    follow_ups: tuple[Text, ...] = ()
    """Ids of the intents offered as buttons under its reply."""

    @property
    def phrasings(self) -> tuple[Text, ...]:
        """All examples, those of the facets included."""
        return (*self.examples, *chain.from_iterable(facet.examples for facet in self.facets))

    def facet(self, name: str) -> Facet | None:
        """Return one of the facets; the first where there is none of that name, None where there are none."""
        return next((one for one in self.facets if one.id == name), next(iter(self.facets), None))

    def lead(self, facet: Facet | None) -> str:
        """Return the statement that stands first where this facet is asked."""
        return (facet.lead if facet else None) or self.answer[0]

    def without_examples(self) -> "Intent":
        """Return what is needed once the examples are learnt."""
        return replace(self, examples=(), facets=tuple(replace(one, examples=()) for one in self.facets))
