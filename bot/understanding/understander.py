"""From what a person typed to what it means: fold, look for red flags, match, place in a band.

Pure: no Telegram, no clock, no files. The same message always means the same.
"""

from dataclasses import dataclass, replace
from itertools import chain, islice

from bot.knowledge import Kind, Knowledge, Language
from bot.understanding.bands import MOST, Band, Placed, place
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.languages import LanguageFinder
from bot.understanding.leaning import Leanings
from bot.understanding.matcher import Candidate, Matcher
from bot.understanding.parts import halves
from bot.understanding.profiles import Learnt
from bot.understanding.reading import Reader, Reading, sets_of
from bot.understanding.red_flags import Flagged, RedFlagFinder
from bot.understanding.scope import Extent, Scope

SHORT = 10
"""Words of a message, at most, that leans on the last topic: a longer one says what it means."""
SURE_IN_CONTEXT = 75
"""The score that such a message must reach with our subject added: “me too” is near to something, too."""


@dataclass(frozen=True, slots=True)
class AllTopics:
    """The message is the label of the button that lists all topics, or names vitamin B12 and asks nothing."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The message is the label of an intent's button."""

    intent: str


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """The message names vitamin B12, but nothing that the article says or that is known to be a gap."""

    nearest: tuple[Candidate, ...]
    """Intents that the article covers, best first: at most `MOST` of them."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The message is in a language that the bot does not speak."""

    language: Language


Meaning = Flagged | Tapped | AllTopics | Placed | Unforeseen | Foreign
"""What a message was understood to be."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means, and how that was found out."""

    folded: str
    meaning: Meaning
    read_as: str = ""
    """The words as they were matched: synonyms and misspellings replaced."""
    candidates: tuple[Candidate, ...] = ()
    """The intents that were considered, best first."""
    extent: Extent = Extent.OURS
    """How far the message is ours at all."""
    beside: Flagged | None = None
    """The red flag whose resources an answer is given with."""

    @property
    def is_flagged(self) -> bool:
        """Whether a red flag or a concern was found: alone, or beside what is asked."""
        return isinstance(self.meaning, Flagged) or self.beside is not None

    @property
    def score(self) -> float:
        """The score of the best candidate; 0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0


class Understander:
    """Understands messages by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt) -> None:
        intents = knowledge.intents.values()
        self._kinds = knowledge.kinds
        self.leanings = Leanings(knowledge.dialogue)
        """The phrases that lean on what came before them."""
        self._taps = {fold(intent.label): intent.id for intent in intents if intent.label}
        self._all_topics = fold(knowledge.messages.words.all_topics)
        vocabulary = knowledge.vocabulary
        self._thresholds = knowledge.thresholds
        self._subject = " ".join(fold(word) for word in vocabulary.subject[:1])
        self._asks_nothing = set(map(fold, (*vocabulary.subject, *vocabulary.menu_words)))
        self._reader = Reader(sets_of(knowledge), vocabulary, learnt)
        self._matcher = Matcher(knowledge.phrasings, self._reader)
        self.red_flags = RedFlagFinder(knowledge.red_flags, self._reader, at=1)
        self._languages = LanguageFinder.of(knowledge)
        answered = chain.from_iterable(intent.examples for intent in knowledge.of_kind(Kind.ANSWERED))
        self._scope = Scope(
            vocabulary,
            knowledge.red_flags.hazard_words,
            frozenset(stem(word) for text in answered for word in self._reader.words(fold(text))),
        )
        self._names_only = self._asks_nothing | set(map(fold, vocabulary.context))

    def understand(self, text: str) -> Understanding:
        """Return what `text` means; red flags come before everything else."""
        reading = self._reader.read(fold(text))
        is_known = self.leanings.knows(reading.folded)
        flagged = self.red_flags.find(text, reading, is_known=is_known)
        if flagged and not flagged.flag.gives_way:
            return Understanding(reading.folded, flagged)
        understanding = self._question(text, reading)
        return replace(understanding, beside=flagged) if flagged else understanding

    def _question(self, text: str, reading: Reading) -> Understanding:
        """Return what `text` asks, or which button it names."""
        folded, words = reading.folded, reading.words
        if intent := self._taps.get(folded):
            return Understanding(folded, Tapped(intent))
        if language := self._languages.find(folded):
            return Understanding(folded, Foreign(language))
        if folded == self._all_topics or (words and self._asks_nothing.issuperset(words)):
            return Understanding(folded, AllTopics())
        understanding = self._match(reading)
        two = self._two(text)
        return replace(understanding, meaning=two) if two else understanding

    def in_context(self, text: str) -> Understanding | None:
        """Return what a short message surely means if it is about our subject, which it does not name.

        None where that is not sure: a word of another subject, or no match that would be answered.
        """
        alone = fold(text)
        if intent := self._taps.get(alone):
            return Understanding(alone, Tapped(intent))
        reading = self._reader.read(f"{alone} {self._subject}")
        words = reading.words
        if len(words) > SHORT or self._scope.is_strange(words) or self._names_only.issuperset(words):
            return None
        understanding = self._match(reading)
        match understanding.meaning:
            case Placed(Band.ANSWER, (sure,)) if self._kinds[sure.intent] in {Kind.ANSWERED, Kind.GAP}:
                return understanding if sure.score >= SURE_IN_CONTEXT else None
        return None

    def _match(self, reading: Reading) -> Understanding:
        """Understand a text as one question."""
        folded, read_as = reading.folded, " ".join(reading.words)
        candidates = tuple(self._matcher.candidates(reading))
        extent = self._scope.of(folded, read_as)
        placed = place(candidates, self._kinds, self._thresholds, extent)
        # “did Elvis get b12 shots” is about B12, and not about anything that the article has words for.
        unlikely = placed.band is Band.SUGGEST and self._scope.is_strange(reading.words)
        if (unlikely or placed.band is Band.FALLBACK) and self._scope.names_subject(folded, read_as):
            answered = (c for c in candidates if self._kinds[c.intent] is Kind.ANSWERED)
            unforeseen = Unforeseen(tuple(islice(answered, MOST)))
            return Understanding(folded, unforeseen, read_as, candidates, extent)
        return Understanding(folded, placed, read_as, candidates, extent)

    def _two(self, text: str) -> Placed | None:
        """Return the answers of two questions in one message, in the order asked, if there are two."""
        pairs = [pair for parts in halves(text) if (pair := self._both(*parts))]
        different = [pair for pair in pairs if pair[0].intent != pair[1].intent]
        best = max(different, key=lambda pair: min(pair[0].score, pair[1].score), default=None)
        return Placed(Band.ANSWER, best) if best else None

    def _both(self, before: str, after: str) -> tuple[Candidate, Candidate] | None:
        """Return what two parts of a message surely mean, if both do."""
        # The shorter one is looked at first: it takes less time, and more often means nothing by itself.
        if len(before) <= len(after):
            one = self._sure(before)
            two = self._sure(after) if one else None
        else:
            two = self._sure(after)
            one = self._sure(before) if two else None
        return (one, two) if one and two else None

    def _sure(self, text: str) -> Candidate | None:
        """Return the answered intent that a part of a message surely means."""
        reading = self._reader.read(fold(text))
        if self._names_only.issuperset(reading.words):
            return None
        match self._match(reading).meaning:
            case Placed(Band.ANSWER, (sure,)) if self._kinds[sure.intent] is Kind.ANSWERED:
                return sure
        return None
