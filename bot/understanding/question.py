"""What one question means: from candidates with scores to one of the meanings.

A wrong medical answer is worse than none. The few thresholds are chosen by a command that weighs what a wrong
answer and a lost question cost; `knowledge/thresholds.yaml` holds them.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.knowledge import Kind, Knowledge
from bot.understanding.folding import fold
from bot.understanding.fuzzy import same_label
from bot.understanding.languages import LanguageFinder
from bot.understanding.learnt import LearntIntents
from bot.understanding.matcher import Candidate, Matcher, as_compared
from bot.understanding.meaning import (
    AllTopics,
    Answer,
    Gap,
    Meaning,
    OtherLanguage,
    OutOfScope,
    SmallTalk,
    Suggest,
    Tapped,
    Understanding,
    Unforeseen,
    Value,
)
from bot.understanding.model import stem
from bot.understanding.phrases import expand
from bot.understanding.text import Text, TextReader


class QuestionDecider:
    """Decides what a question means, by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: LearntIntents) -> None:
        vocabulary, thresholds = knowledge.vocabulary, knowledge.thresholds
        self._knowledge = knowledge
        self._kinds = knowledge.kinds
        self.thresholds = thresholds
        self._taps = {fold(intent.label): intent.id for intent in knowledge.intents.values() if intent.label}
        self._labels = (*self._taps, fold(knowledge.messages.words.all_topics))
        self.reader = TextReader(vocabulary, learnt.counts, learnt.english)
        self.languages = LanguageFinder(knowledge.languages, self.reader.english, vocabulary.subject)
        self._matcher = Matcher(learnt.model, learnt.examples, thresholds.calibration)
        gaps = knowledge.of_kind(Kind.GAP)
        self._gap_words = {
            tuple(map(stem, self.reader.as_written(word).words)): str(gap.id)
            for gap in gaps
            for word in gap.words
        }
        self._first_stems = frozenset(stems[0] for stems in self._gap_words)
        self._examples = learnt.examples
        self._familiar = learnt.familiar
        self.asks_nothing = self.reader.subject.union(map(fold, vocabulary.menu_words))
        self._only_names = self.asks_nothing.union(f"{{{name}}}" for name in vocabulary.ours[:1])
        self._near, self._elsewhere = vocabulary.near, frozenset(vocabulary.elsewhere)
        self._carried = vocabulary.subject[0] if vocabulary.subject else ""
        value_words = frozenset(map(fold, vocabulary.value_words))
        self._value_words = self.reader.subject | value_words if value_words else value_words

    def knows(self, text: Text) -> bool:
        """Say whether a message is the label of a button or an example, word for word."""
        return text.folded in self._labels or self._matcher.knows(text.words)

    def label_of(self, intent: str) -> str:
        """Return the words of an intent's button."""
        return str(self._knowledge.intents[intent].label)

    def candidates(self, text: Text) -> tuple[Candidate, ...]:
        """Return the intents that a text may mean as one question, best first."""
        return self._matcher.candidates(text.words, text.bag)

    def written(self, candidate: Candidate) -> str:
        """Return the closest example of a candidate as it is written, if editors wrote it."""
        lines = self._knowledge.phrasings.get(candidate.intent, ())
        sentences = chain.from_iterable(expand(line, self._knowledge.vocabulary.names) for line in lines)
        known = (
            one for one in sentences if as_compared(self.reader.as_written(one).words) == candidate.example
        )
        return next(known, candidate.example)

    def decide_carrying(self, text: Text) -> Understanding | None:
        """Return what a text surely means that lacks our subject's name; None where that is not sure.

        A button's label needs nothing; nothing but names may mean anything.
        """
        if isinstance(meaning := self.tapped(text), Tapped):
            return Understanding(meaning, text)
        if self.asks_nothing.issuperset(text.words):
            return None
        carried = self.as_one(self.carrying(text))
        # “me too” is near to something, too.
        return carried if carried.score >= self.thresholds.answered else None

    def carrying(self, text: Text) -> Text:
        """Return a text as if it named our subject."""
        return self.reader.read(f"{text.folded} {self._carried}")

    def tapped(self, text: Text) -> Tapped | AllTopics | None:
        """Return what a text means that is the label of a button."""
        label = same_label(text.folded, self._labels)
        if label is None:
            return None
        return Tapped(self._taps[label]) if label in self._taps else AllTopics()

    def without_matching(self, text: Text) -> Meaning | None:
        """Return the meaning of a message that needs no comparing with examples."""
        if meaning := self.tapped(text):
            return meaning
        if language := self.languages.find(text.folded):
            return OtherLanguage(language)
        if text.words and self.asks_nothing.issuperset(text.words):
            return AllTopics()
        return Value() if self._is_value(text.folded.split()) else None

    def _is_value(self, words: Sequence[str]) -> bool:
        """Say whether there are figures, and besides only what is said with those of a blood test."""
        others = [word for word in words if not word[0].isdigit()]
        return len(others) < len(words) and bool(self._value_words) and self._value_words.issuperset(others)

    def as_one(self, text: Text) -> Understanding:
        """Return what a text means by what it is like."""
        candidates = self.candidates(text)
        return Understanding(self._placed(text, candidates), text, candidates)

    def _placed(self, text: Text, candidates: Sequence[Candidate]) -> Meaning:
        sure, named = self.thresholds, text.is_named
        score, best = (candidates[0].score, candidates[0].intent) if candidates else (0.0, "")
        kind = self._kinds.get(best, Kind.OUT_OF_SCOPE)
        match kind:
            case Kind.ANSWERED if score >= sure.answered:
                if not self.is_doubtful(text, best):
                    return Answer((best,))
            case Kind.GAP if score >= sure.gaps and not self.is_elsewhere(text):
                return Gap(best)
            case Kind.SMALL_TALK if score >= sure.smalltalk:
                return SmallTalk(best)
        answered = [one for one in candidates if self._kinds[one.intent] is Kind.ANSWERED]
        worth = tuple(one.intent for one in answered if one.score >= sure.suggested)
        # “did Elvis get b12 shots” is about B12, and not about anything that the article has words for.
        is_elsewhere = self.is_strange(text) if named else self.is_elsewhere(text)
        if worth and kind is not Kind.OUT_OF_SCOPE and not is_elsewhere:
            return Suggest(worth)
        return Unforeseen(tuple(one.intent for one in answered)) if named else OutOfScope()

    def is_doubtful(self, text: Text, intent: str = "") -> bool:
        """Say whether a message may be about something else, however familiar the rest of it sounds.

        One of `intent` is not, where that is about the very names it has: “what is anemia”.
        """
        is_near = any(name in text.names for name, about in self._near.items() if about != intent)
        return not text.is_named and (is_near or self.is_elsewhere(text) or self.is_strange(text))

    def is_elsewhere(self, text: Text) -> bool:
        """Say whether another subject is named, and not ours."""
        return not (text.is_named or self._elsewhere.isdisjoint(text.names))

    def is_strange(self, text: Text) -> bool:
        """Say whether there is a word that no question has to which there is an answer."""
        return any(stem(word) not in self._familiar for word in text.words if not word[0].isdigit())

    def only_names(self, text: Text) -> bool:
        """Say whether a text names our subject, or nothing, and asks nothing of it."""
        return self._only_names.issuperset(text.slots)

    def with_gaps(self, whole: Understanding) -> Understanding:
        """Return a meaning with the gaps that one phrase mentions beside what it surely asks.

        What the examples of an intent say themselves is nothing besides: “… treatment price”.
        """
        words, asked = whole.text.words, whole.meaning
        stems = tuple(map(stem, words))
        starts = [at for at, one in enumerate(stems) if one in self._first_stems]
        found = {at: one for at in starts for one in self._gap_words if stems[at : at + len(one)] == one}
        if not found:
            return whole
        if whole.score < self.thresholds.answered:
            taken = {at + place for at, one in found.items() for place in range(len(one))}
            rest = tuple(word for at, word in enumerate(words) if at not in taken)
            asked = self.as_one(replace(whole.text, words=rest)).meaning
        if not isinstance(asked, Answer):
            return whole
        own = f" {self._examples[asked.intents[0]]} ".replace("\n", " \n ")
        gaps = (self._gap_words[one] for one in found.values() if f" {' '.join(one)} " not in own)
        return replace(whole, meaning=replace(asked, gaps=tuple(dict.fromkeys(gaps))))
