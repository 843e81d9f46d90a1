"""The knowledge base as frozen values: what may be said, and everything about the questions.

The field names are the keys of the YAML files; docs/editing.md explains them to editors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Annotated

from bot.knowledge.decoding import As, Key, Texts
from bot.knowledge.intents import Intent, Kind
from bot.knowledge.messages import DialoguePhrases, Language, Messages
from bot.knowledge.problems import Text
from bot.knowledge.red_flags import RedFlags

UNFORESEEN = "unforeseen"
"""The id that is reported for a question about our subject that no intent foresaw."""

FULL_SCORE = 100
"""The score of a match that can't be wrong."""
SCORES = ("answered", "gaps", "smalltalk", "suggested")
"""The thresholds that are scores."""
Score = Annotated[int, range(FULL_SCORE + 1)]

_Required = Annotated[Texts, As.REQUIRED]
_Measured = Annotated[float, As.REQUIRED]
_RequiredLists = Annotated[Mapping[str, Texts], As.REQUIRED]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article."""

    id: Key
    heading: Text
    sentences: int
    """How many sentences the section has."""


@dataclass(frozen=True, slots=True)
class NotRestated:
    """Sentences that are left out on purpose."""

    section: Text
    sentence: tuple[int, ...]
    """Their numbers, counted from 1."""
    reason: Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of the article in our own words."""

    id: Key
    text: Text
    section: Text
    sentence: tuple[int, ...]
    caveat: Text | None = None
    """An editor's remark, shown apart from the statements."""
    urgent: Text | None = None
    """An editor's word to those who may be in danger."""

    @property
    def remarks(self) -> Texts:
        """What editors say beside it."""
        return tuple(filter(None, (self.urgent, self.caveat)))

    @property
    def texts(self) -> Texts:
        """All that is said of it."""
        return (self.text, *self.remarks)


@dataclass(frozen=True, slots=True)
class Article:
    """The article: its sections, and its statements by id."""

    title: Text
    taken_in: Text
    """The day on which the article was taken in, ISO 8601."""
    sections: Mapping[str, Section]
    statements: Mapping[str, Statement]
    together: tuple[Texts, ...] = ()
    """Groups of statements of which a reply gives all or none: in that order, but for one that leads."""
    not_restated: tuple[NotRestated, ...] = ()
    figures: Texts = ()
    """The numbers that the article has, with their units as they stand there."""
    names: Texts = ()
    """Diseases, tests and the like that the article names; a statement may use one if its sentences do."""

    @property
    def citing(self) -> tuple[Statement | NotRestated, ...]:
        """All that name sentences: those that restate some, and those that leave some out."""
        return (*self.statements.values(), *self.not_restated)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How people spell and name things; every text is folded before use."""

    subject: _Required = ()
    """Words that name what all of this is about."""
    menu_words: _Required = ()
    """Words that ask nothing: a message of these and the subject alone opens the menu."""
    value_words: Texts = ()
    """Words that stand beside the figure of a blood test where nothing is asked."""
    pointers: _Required = ()
    """Words for what was said before: a part of a message that has one does not stand by itself."""
    fillers: _Required = ()
    """Words that carry no meaning here."""
    synonyms: _RequiredLists = field(default_factory=dict)
    """The word that others are read as, with those others."""
    names: _RequiredLists = field(default_factory=dict)
    """Lists of names that examples may hold a slot for: `{condition}`."""
    ours: Texts = ()
    """Lists of names that stand for our subject; the first is what the article is about."""
    near: Mapping[Text, Text] = field(default_factory=dict)
    """Lists of names that the article does not use for it, each with the topic that is about them.

    Other questions of theirs get a button.
    """
    elsewhere: Texts = ()
    """Lists of names of other subjects: their questions are not answered."""
    decisive: Texts = ()
    """Lists of names of those who are asked about: what is true of others may not be true of them."""
    circumstances: Texts = ()
    """Clauses of life that people put before their question."""

    def names_of(self, lists: Iterable[str]) -> Texts:
        """Return the names of some lists."""
        return tuple(chain.from_iterable(self.names.get(one, ()) for one in lists))


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Speech that is neither about our subject nor dangerous."""

    lines: tuple[str, ...] = ()
    """In English."""
    foreign: tuple[tuple[str, str], ...] = ()
    """In other languages: language and line."""
    words: frozenset[str] = frozenset()
    """English words that a typo of ours could be taken for: they are left as they are."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Makes a probability of what speaks for an intent by itself, and of its log-odds against the others."""

    bias: _Measured = -2.3
    strength: _Measured = 0.23
    odds: _Measured = 0.5
    """The defaults were fitted on public sets of intents, in and out of scope."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough, in scores from 0 to 100. Written by `evaluate --calibrate`, not by hand."""

    answered: Score
    """The score from which the best candidate is taken at its word if the article covers it …"""
    gaps: Score
    """… if it is a gap …"""
    smalltalk: Score
    """… and if it is small talk."""
    suggested: Score
    """The score from which an answered intent is worth a button."""
    calibration: Annotated[Calibration, As.REQUIRED] = Calibration()
    """What scores are made with."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that editors maintain, and what was measured on it."""

    article: Article
    intents: Mapping[str, Intent]
    messages: Messages
    red_flags: RedFlags
    vocabulary: Vocabulary
    dialogue: DialoguePhrases
    languages: tuple[Language, ...]
    thresholds: Thresholds
    ordinary: Ordinary = Ordinary()

    def without_examples(self) -> "Knowledge":
        """Return what a bot needs that has learnt the examples: a tenth in size."""
        intents = {key: intent.without_examples() for key, intent in self.intents.items()}
        red_flags = replace(self.red_flags, examples={}, look_alikes={})
        return replace(self, intents=intents, red_flags=red_flags, ordinary=Ordinary())

    def of_kind(self, kind: Kind) -> tuple[Intent, ...]:
        """Return the intents of a kind, in the order of the file."""
        return tuple(intent for intent in self.intents.values() if intent.kind is kind)

    @property
    def kinds(self) -> dict[str, Kind]:
        """What each intent leads to."""
        return {intent.id: intent.kind for intent in self.intents.values()}

    @property
    def phrasings(self) -> dict[str, Sequence[str]]:
        """The examples of each intent, those of its facets included."""
        return {intent.id: intent.phrasings for intent in self.intents.values()}

    @property
    def examples(self) -> Texts:
        """The examples of all intents, in the order of the file."""
        return tuple(chain.from_iterable(intent.phrasings for intent in self.intents.values()))

    @property
    def labels(self) -> Texts:
        """The words of all buttons."""
        of_intents = (intent.label for intent in self.intents.values() if intent.label)
        return (*of_intents, self.messages.words.all_topics)

    @property
    def main_topics(self) -> tuple[Intent, ...]:
        """The intents that have a command and a place on the quick-reply keyboard."""
        return tuple(intent for intent in self.intents.values() if intent.command)
