"""`intents.yaml`: what people ask, and what answers it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from bot.knowledge.decoding import Key, Texts
from bot.knowledge.problems import Problem, Text


class Kind(StrEnum):
    """What an intent leads to."""

    ANSWERED = "answered"
    GAP = "gaps"
    SMALL_TALK = "smalltalk"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Facet:
    """What exactly a question asks of its intent, and the statement that answers that."""

    id: Key
    examples: Texts
    lead: Text | None = None
    """The statement that stands first; None for the first one of the intent's answer."""
    opening: Text | None = None
    """That statement in words that fit the question: said in place of its own text."""


@dataclass(frozen=True, slots=True)
class Intent:
    """The purpose of a question."""

    id: Text
    kind: Kind
    examples: Texts
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
    words: Texts = ()
    """For a gap: words that tell it, and get a sentence of it beside a question that is answered."""
    answer: Texts = ()
    """Ids of the statements that answer it, in order."""
    facets: tuple[Facet, ...] = ()
    """The first one is the question in general."""
    follow_ups: Texts = ()
    """Ids of the intents offered as buttons under its reply."""

    @property
    def phrasings(self) -> Texts:
        """All examples, those of the facets included."""
        return (*self.examples, *chain.from_iterable(facet.examples for facet in self.facets))

    @property
    def openings(self) -> Texts:
        """What is said in place of statements, or before them."""
        return tuple(filter(None, (self.opening, *(facet.opening for facet in self.facets))))

    @property
    def leads(self) -> Texts:
        """Ids of the statements that lead its facets, or come nearest to it."""
        return tuple(filter(None, (self.nearest, *(facet.lead for facet in self.facets))))

    def facet(self, name: str) -> Facet | None:
        """Return one of the facets; the first where there is none of that name, None where there are none."""
        return next((one for one in self.facets if one.id == name), next(iter(self.facets), None))

    def lead(self, facet: Facet | None) -> str:
        """Return the statement that stands first where this facet is asked."""
        return (facet.lead if facet else None) or self.answer[0]

    def without_examples(self) -> "Intent":
        """Return what is needed once the examples are learnt."""
        return replace(self, examples=(), facets=tuple(replace(one, examples=()) for one in self.facets))


@dataclass
class _Written:
    id: Key
    examples: Texts


@dataclass
class _Gap(_Written):
    topic: Text
    follow_ups: Texts
    nearest: Text | None = None
    opening: Text | None = None
    words: Texts = ()


@dataclass
class _Answered(_Written):
    label: Text
    answer: Texts
    follow_ups: Texts
    emoji: Text | None = None
    command: Text | None = None
    facets: tuple[Facet, ...] = ()


@dataclass
class IntentsFile:
    """The file as it is written."""

    answered: tuple[_Answered, ...]
    gaps: tuple[_Gap, ...]
    smalltalk: tuple[_Written, ...]
    out_of_scope: _Written

    def intents(self, problems: list[Problem]) -> dict[str, Intent]:
        """Return the intents by their ids."""
        intents: dict[str, Intent] = {}
        for intent in self._intents():
            if first := intents.get(intent.id):
                where = f"the intent “{intent.id}” is already in line {first.id.mark.line}, merge the two"
                problems.append(Problem(intent.id.mark, where, "duplicate-key"))
            intents[intent.id] = intent
        return intents

    def _intents(self) -> Iterator[Intent]:
        kinds = ((Kind.ANSWERED, self.answered), (Kind.GAP, self.gaps), (Kind.SMALL_TALK, self.smalltalk))
        for kind, written in (*kinds, (Kind.OUT_OF_SCOPE, (self.out_of_scope,))):
            for one in written:
                yield Intent(kind=kind, **vars(one))
