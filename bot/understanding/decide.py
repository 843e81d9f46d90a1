"""From what a message may mean to what it is taken to mean: one closed union, decided here and nowhere else.

A wrong medical answer is worse than none. The few thresholds are chosen by a command that weighs what a wrong
answer and a lost question cost; `knowledge/thresholds.yaml` holds them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import assert_never

from bot.knowledge import FULL_SCORE, Kind, Knowledge
from bot.understanding.clauses import asks, is_one, ways_to_cut
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.fuzzy import Likeness, same_label
from bot.understanding.gap_words import GapWords
from bot.understanding.languages import LanguageFinder
from bot.understanding.learnt import LearntIntents
from bot.understanding.matcher import Candidate, Matcher
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
    Unforeseen,
    Value,
)
from bot.understanding.text import Text, TextReader

FEWEST_WORDS = 3
"""Words of a clause that is read as if it named our subject; in a list one is enough."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a message means, and what that was decided from."""

    meaning: Meaning
    text: Text
    candidates: tuple[Candidate, ...] = ()

    @property
    def score(self) -> float:
        """The score of the best candidate; 0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clauses of a message surely ask."""

    answer: Answer
    score: float
    """That of the clause that is least sure."""
    stands_alone: bool
    """Whether one names our subject, and nothing that was said before."""

    @property
    def rank(self) -> tuple[int, float]:
        """What sorts ways to cut a message: the more is answered, the better."""
        return len(self.answer.intents), self.score


class Decider:
    """Decides what messages mean, by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: LearntIntents) -> None:
        vocabulary = knowledge.vocabulary
        self._kinds = knowledge.kinds
        self._thresholds = knowledge.thresholds
        self._taps = {fold(intent.label): intent.id for intent in knowledge.intents.values() if intent.label}
        self._all_topics = fold(knowledge.messages.words.all_topics)
        self.reader = TextReader(vocabulary, learnt.counts, learnt.english)
        self.languages = LanguageFinder(knowledge.languages, self.reader.english, vocabulary.subject)
        self._matcher = Matcher(
            learnt.model,
            {intent: Likeness(examples) for intent, examples in learnt.examples.items()},
            knowledge.thresholds.calibration,
        )
        self._gap_words = GapWords(
            {
                gap.id: [self.reader.as_written(word).words for word in gap.words]
                for gap in knowledge.of_kind(Kind.GAP)
            },
            learnt.examples,
        )
        self._familiar = learnt.familiar
        self._subject = frozenset(map(fold, vocabulary.subject))
        self._asks_nothing = self._subject | set(map(fold, vocabulary.menu_words))
        names = (self.reader.as_written(name).words for name in vocabulary.names_of(vocabulary.ours[:1]))
        self._names_only = self._asks_nothing.union(*names)
        self._near, self._elsewhere = frozenset(vocabulary.near), frozenset(vocabulary.elsewhere)
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        self._carried = vocabulary.subject[0] if vocabulary.subject else ""
        value_words = frozenset(map(fold, vocabulary.value_words))
        self._value_words = self._subject | value_words if value_words else value_words

    def decide(self, message: str, text: Text | None = None) -> Decision:
        """Return what a message means; `text` is what was read of it, if that is known."""
        text = text or self.reader.read(message)
        if (meaning := self._without_matching(text)) is not None:
            return Decision(meaning, text)
        decision = self._match(text)
        several = self._several(message, text)
        if several and (several.is_several or not isinstance(decision.meaning, Answer)):
            return Decision(several, text, decision.candidates)
        return self._with_gaps(message, decision)

    def _with_gaps(self, message: str, decision: Decision) -> Decision:
        """Return a decision with the gaps that one phrase mentions beside what it surely asks."""
        text, asked = decision.text, decision.meaning
        if not (text.is_named and is_one(message)):
            return decision
        if decision.score < self._thresholds.answered:
            asked = self._match(replace(text, words=self._gap_words.without(text.words))).meaning
        if not isinstance(asked, Answer):
            return decision
        gaps = self._gap_words.beside(asked.intents, text.words)
        return replace(decision, meaning=replace(asked, gaps=gaps))

    def knows(self, text: Text) -> bool:
        """Say whether a message is the label of a button or an example, word for word."""
        return text.folded in self._taps or text.folded == self._all_topics or self._matcher.knows(text.words)

    def decide_carrying(self, message: str, alone: Text | None = None) -> Decision | None:
        """Return what a message surely means that lacks our subject's name; None where that is not sure.

        A button's label needs nothing; a strange word, or nothing but names, may mean anything. `alone` is
        what was read of the message, if that is known.
        """
        alone = alone or self.reader.read(message)
        if isinstance(meaning := self._without_matching(alone), Tapped):
            return Decision(meaning, alone)
        if self._asks_nothing.issuperset(alone.words):
            return None
        decision = self._match(self.reader.read(f"{message} {self._carried}"))
        may_be_bent = isinstance(decision.meaning, Answer) and self._is_strange(alone.words)
        # “me too” is near to something, too.
        is_sure = decision.score >= self._thresholds.answered and not may_be_bent
        return decision if is_sure else None

    def _without_matching(self, text: Text) -> Meaning | None:
        """Return the meaning of a message that needs no comparing with examples."""
        if label := same_label(text.folded, (*self._taps, self._all_topics)):
            return Tapped(self._taps[label]) if label in self._taps else AllTopics()
        if language := self.languages.find(text.folded):
            return OtherLanguage(language)
        if text.words and self._asks_nothing.issuperset(text.words):
            return AllTopics()
        words = text.folded.split()
        figures = sum(word[0].isdigit() for word in words)
        if (
            figures
            and self._value_words
            and all(word[0].isdigit() or word in self._value_words for word in words)
        ):
            return Value()
        return None

    def candidates(self, text: Text) -> tuple[Candidate, ...]:
        """Return the intents that a text may mean as one question, best first."""
        return self._matcher.candidates(text.words, text.bag)

    def _match(self, text: Text) -> Decision:
        """Return what a text means as one question."""
        candidates = self.candidates(text)
        return Decision(self._placed(text, candidates), text, candidates)

    def _placed(self, text: Text, candidates: Sequence[Candidate]) -> Meaning:
        named = text.is_named
        best = candidates[0] if candidates else None
        if best and best.score >= self._needed(self._kinds[best.intent], named=named):
            match self._kinds[best.intent]:
                case Kind.ANSWERED if not self.is_doubtful(text, named=named):
                    return Answer((best.intent,))
                case Kind.GAP:
                    return Gap(best.intent)
                case Kind.SMALL_TALK:
                    return SmallTalk(best.intent)
        answered = [one for one in candidates if self._kinds[one.intent] is Kind.ANSWERED]
        worth = tuple(one.intent for one in answered if one.score >= self._thresholds.suggested)
        # “did Elvis get b12 shots” is about B12, and not about anything that the article has words for.
        is_ours = not (self._is_elsewhere(text) or self._is_strange(text.words))
        if worth and is_ours and best and self._kinds[best.intent] is not Kind.OUT_OF_SCOPE:
            return Suggest(worth)
        return Unforeseen(tuple(one.intent for one in answered)) if named else OutOfScope()

    def _needed(self, kind: Kind, *, named: bool) -> int:
        """Return the score from which the best candidate is taken at its word."""
        match kind:
            case Kind.ANSWERED:
                return self._thresholds.answered if named else self._thresholds.unnamed
            case Kind.GAP:
                return self._thresholds.gaps
            case Kind.SMALL_TALK:
                return self._thresholds.smalltalk
            case Kind.OUT_OF_SCOPE:
                return FULL_SCORE
            case _:
                assert_never(kind)

    def is_doubtful(self, text: Text, *, named: bool) -> bool:
        """Say whether a message may be about something else, however familiar the rest of it sounds."""
        if named:
            return False
        return (
            not self._near.isdisjoint(text.names) or self._is_elsewhere(text) or self._is_strange(text.words)
        )

    def _is_elsewhere(self, text: Text) -> bool:
        """Say whether another subject is named, and not ours."""
        return not self._elsewhere.isdisjoint(text.names) and not text.is_named

    def _is_strange(self, words: Iterable[str]) -> bool:
        """Say whether there is a word that no question has to which there is an answer."""
        return any(stem(word) not in self._familiar for word in words if not word[0].isdigit())

    def _several(self, message: str, text: Text) -> Answer | None:
        """Return what the clauses of a message surely ask: several questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        ways = ways_to_cut(message)
        read = {part: self._alone(part) for part in chain.from_iterable(ways)}
        found = [asked for way in ways if (asked := self._asked(way, read)).answer.intents]
        best = max(found, key=lambda asked: asked.rank, default=None)
        if best and len(best.answer.intents) > 1:
            return best.answer
        if self._decisive & text.names:
            return None
        mixed = [asked for asked in found if asked.answer.is_several]
        alone = [asked for asked in found if asked.stands_alone]
        best = max(mixed or alone, key=lambda asked: asked.rank, default=None)
        return best.answer if best else None

    def _asked(self, parts: Sequence[str], alone: Mapping[str, Decision]) -> Asked:
        """Return what the clauses of a message surely ask; `alone` is what each means by itself."""
        is_list = len(parts) > len(("one", "the other"))
        answered, gaps, unsure = dict[str, float](), dict[str, float](), list[str]()
        stands_alone, all_ask = False, True
        for part in parts:
            decision = self._sure(part, alone[part], is_list=is_list)
            match decision.meaning:
                case Answer((intent,)) | Tapped(intent):
                    answered.setdefault(intent, decision.score)
                    stands_alone |= self._stands_alone(alone[part].text)
                    all_ask &= asks(part)
                case Gap(intent) if asks(part):
                    gaps.setdefault(intent, decision.score)
                case Suggest((intent, *_)) if asks(part):
                    unsure.append(intent)
        if not all_ask:
            # “My doctor said that I lack it, how much do I take” asks one thing.
            gaps, unsure = {}, []
        unsure = [intent for intent in unsure if intent not in answered]
        return Asked(
            Answer(tuple(answered), tuple(gaps), tuple(unsure)),
            min((*answered.values(), *gaps.values()), default=0.0),
            stands_alone,
        )

    def _stands_alone(self, text: Text) -> bool:
        """Say whether a part of a message names our subject, and nothing that was said before."""
        return text.is_named and self._pointers.isdisjoint(text.words)

    def _alone(self, clause: str) -> Decision:
        """Return what a clause of a message means by itself; without candidates, if that may be anything."""
        text = self.reader.read(clause)
        if self._names_only.issuperset(text.words) or self.is_doubtful(text, named=text.is_named):
            return Decision(OutOfScope(), text)
        return self._match(text)

    def _sure(self, clause: str, alone: Decision, *, is_list: bool) -> Decision:
        """Return what a clause of a message means, by itself or else as one about our subject."""
        text = alone.text
        if is_list and isinstance(meaning := self._without_matching(text), Tapped):
            return Decision(meaning, text)
        may_lack_name = asks(clause) and (is_list or len(text.words) >= FEWEST_WORDS)
        if alone.candidates and may_lack_name and not isinstance(alone.meaning, Answer | Gap):
            return self.decide_carrying(clause, text) or alone
        return alone
