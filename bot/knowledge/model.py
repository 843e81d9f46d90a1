"""The knowledge base as frozen values: what may be said, and everything about the questions.

The field names are the keys of the YAML files; docs/editing.md explains them to editors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from bot.knowledge.dialogue import Dialogue, Language
from bot.knowledge.intents import Intent, Kind
from bot.knowledge.messages import Messages, Paragraphs
from bot.knowledge.problems import Text

UNFORESEEN = "unforeseen"
"""The id that is reported for a question about our subject that no intent foresaw."""

HARMLESS = "harmless"
"""The key of the examples that are no red flag."""

FULL_SCORE = 100
"""The score of a match that can't be wrong."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article."""

    id: Text
    heading: Text
    sentences: int
    """How many sentences the section has."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Sentences of a section, counted from 1."""

    section: Text
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of the article in our own words."""

    id: Text
    text: Text
    citation: Citation
    caveat: Text | None
    """An editor's remark, shown apart from the statements."""
    urgent: Text | None = None
    """An editor's word to those who may be in danger."""

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What editors say beside it."""
        return tuple(filter(None, (self.urgent, self.caveat)))

    @property
    def texts(self) -> tuple[Text, ...]:
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
    together: tuple[tuple[Text, ...], ...]
    """Groups of statements of which a reply gives all or none: in that order, but for one that leads."""
    not_restated: tuple[Citation, ...]
    """Sentences that are left out on purpose."""
    figures: tuple[Text, ...] = ()
    """The numbers that the article has, with their units as they stand there."""
    names: tuple[Text, ...] = ()
    """Diseases, tests and the like that the article names; a statement may use one if its sentences do."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Where help is to be had: a help line or a number to call. Never from the article."""

    id: Text
    text: Text
    """What is said of it."""
    source: Text
    """The page that says so."""
    checked_on: Text
    """The day on which the source was read, ISO 8601."""
    cues: tuple[Text, ...] = ()
    """Phrases of messages to which it is named; to all where there are none."""
    numbers: tuple[Text, ...] = ()
    """What can be called or texted, as it stands in the text."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Messages that get a fixed reply before anything is matched: what helps comes first."""

    id: Text
    """The intent that is reported."""
    name: Text
    """Its key in the files; that of its examples, too."""
    concern: Text | None
    """For `personal`: what the person wants judged."""
    phrases: tuple[Text, ...]
    harmless: tuple[Text, ...]
    """Phrases that are taken out of a message before it is searched for this red flag."""
    close: Paragraphs
    lead: Paragraphs = ()
    """For `personal`: what is said after the statements."""
    resources: tuple[Text, ...] = ()
    """Ids of the resources that are named."""
    statements: tuple[Text, ...] = ()
    """Ids of the statements that help nevertheless."""
    cues: tuple[Text, ...] = ()
    """Phrases that tell a concern from others, in a message that is known to be personal."""
    gives_way: bool = False
    """Whether the article's answer, if it has one, comes between the help …"""
    persons: tuple[Text, ...] = ()
    """… unless a message has one of these: then somebody may be in danger, and help is all."""
    again: tuple[Text, ...] = ()
    """What is said with the resources where help is needed again: one after the other."""


@dataclass(frozen=True, slots=True)
class Band:
    """How sure the model must be of one kind of red flag, in percent. Found by `calibrate`, not by hand."""

    line: int
    """From here a line of help follows the normal reply …"""
    takes_over: int
    """… and from here the red flag is the reply."""


@dataclass(frozen=True, slots=True)
class RedFlags:
    """All red flags, the most urgent first."""

    resources: Mapping[str, Resource]
    check_typos: tuple[Text, ...]
    """Words of which a misspelling by one letter counts too."""
    flags: tuple[RedFlag, ...]
    examples: Mapping[str, tuple[Text, ...]]
    """How people write such messages, by the flag's name; under `HARMLESS` how they write all others."""
    look_alikes: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    """What sounds like an alarm and is none, by the reason: it never takes over the reply."""
    help_line: str = ""
    """The id of the resource that follows a normal reply where there may be danger."""
    bands: Mapping[str, Band] = field(default_factory=dict)
    """How sure is sure enough, by the flag's name."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How people spell and name things; every text is folded before use."""

    subject: tuple[Text, ...] = ()
    """Words that name what all of this is about."""
    menu_words: tuple[Text, ...] = ()
    """Words that ask nothing: a message of these and the subject alone opens the menu."""
    value_words: tuple[Text, ...] = ()
    """Words that stand beside the figure of a blood test where nothing is asked."""
    pointers: tuple[Text, ...] = ()
    """Words for what was said before: a part of a message that has one does not stand by itself."""
    fillers: tuple[Text, ...] = ()
    """Words that carry no meaning here."""
    synonyms: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    """The word that others are read as, with those others."""
    names: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    """Lists of names that examples may hold a slot for: `{condition}`."""
    ours: tuple[Text, ...] = ()
    """Lists of names that stand for our subject; the first is what the article is about."""
    near: tuple[Text, ...] = ()
    """Lists of names that the article does not use for it: their questions get a button."""
    elsewhere: tuple[Text, ...] = ()
    """Lists of names of other subjects: their questions are not answered."""
    decisive: tuple[Text, ...] = ()
    """Lists of names of those who are asked about: what is true of others may not be true of them."""
    circumstances: tuple[Text, ...] = ()
    """Clauses of life that people put before their question."""

    def names_of(self, lists: Iterable[str]) -> tuple[Text, ...]:
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

    bias: float = -2.3
    strength: float = 0.23
    odds: float = 0.5
    """The defaults were fitted on public sets of intents, in and out of scope."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough, in scores from 0 to 100. Written by `evaluate --calibrate`, not by hand."""

    answered: int
    """The score from which the best candidate is taken at its word if the article covers it …"""
    unnamed: int
    """… and the message does not name what all of this is about …"""
    gaps: int
    """… if it is a gap …"""
    smalltalk: int
    """… and if it is small talk."""
    suggested: int
    """The score from which an answered intent is worth a button."""
    calibration: Calibration = Calibration()
    """What scores are made with."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that editors maintain, and what was measured on it."""

    article: Article
    intents: Mapping[str, Intent]
    messages: Messages
    red_flags: RedFlags
    vocabulary: Vocabulary
    dialogue: Dialogue
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
    def examples(self) -> tuple[Text, ...]:
        """The examples of all intents, in the order of the file."""
        return tuple(chain.from_iterable(intent.phrasings for intent in self.intents.values()))

    @property
    def labels(self) -> tuple[Text, ...]:
        """The words of all buttons."""
        of_intents = (intent.label for intent in self.intents.values() if intent.label)
        return (*of_intents, self.messages.words.all_topics)

    @property
    def main_topics(self) -> tuple[Intent, ...]:
        """The intents that have a command and a place on the quick-reply keyboard."""
        return tuple(intent for intent in self.intents.values() if intent.command)
