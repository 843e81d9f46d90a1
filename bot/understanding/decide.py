"""From what a message may mean to what it is taken to mean: one closed union, decided here and nowhere else.

A wrong medical answer is worse than none. The few thresholds are chosen by a command that weighs what a wrong
answer and a lost question cost; `knowledge/thresholds.yaml` holds them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.knowledge import FULL_SCORE, Kind, Knowledge
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.fuzzy import Likeness, same_label
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

MOST_JOINTS, MOST_WORDS = 4, 30
"""Places at which a message is tried as two questions, and its words: a longer one is a story."""

_JOINT = re.compile(r"[.?!]\s|[;:&,\n]|\s(?:and|also|plus|but|so)\s", re.IGNORECASE)


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
        self._familiar = learnt.familiar
        self._subject = frozenset(map(fold, vocabulary.subject))
        self._asks_nothing = self._subject | set(map(fold, vocabulary.menu_words))
        names = (self.reader.as_written(name).words for name in vocabulary.names_of(vocabulary.ours[:1]))
        self._names_only = self._asks_nothing.union(*names)
        self._near, self._elsewhere = frozenset(vocabulary.near), frozenset(vocabulary.elsewhere)
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        value_words = frozenset(map(fold, vocabulary.value_words))
        self._value_words = self._subject | value_words if value_words else value_words

    def decide(self, message: str) -> Decision:
        """Return what a message means."""
        text = self.reader.read(message)
        if (meaning := self._without_matching(text)) is not None:
            return Decision(meaning, text)
        decision = self._match(text)
        parts = self._parts(message, text)
        if len(parts) > 1 or (parts and not isinstance(decision.meaning, Answer)):
            return Decision(Answer(parts), text, decision.candidates)
        return decision

    def is_label(self, folded: str) -> bool:
        """Say whether a folded message is the label of a button, word for word."""
        return folded in self._taps or folded == self._all_topics

    def decide_carrying(self, message: str, carried: str) -> Decision | None:
        """Return what a message surely means that lacks what the last topic had; None where that is not sure.

        A button's label needs nothing; a strange word, or nothing but names, may mean anything.
        """
        alone = self.reader.read(message)
        if isinstance(meaning := self._without_matching(alone), Tapped):
            return Decision(meaning, alone)
        if self._asks_nothing.issuperset(alone.words):
            return None
        decision = self._match(self.reader.read(f"{message} {carried}"))
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
        return self._matcher.candidates(text.words, text.marks)

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

    def _parts(self, message: str, text: Text) -> tuple[str, ...]:
        """Return what the parts of a message surely ask, in the order asked: two questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        two: tuple[float, tuple[str, ...]] = (0.0, ())
        one: tuple[float, tuple[str, ...]] = (0.0, ())
        for halves in _halves(message):
            sure = [decision for half in halves if (decision := self._sure(half))]
            score = min((decision.score for decision in sure), default=0.0)
            intents = tuple(dict.fromkeys(decision.candidates[0].intent for decision in sure))
            if len(intents) > 1:
                two = max(two, (score, intents))
            elif any(self._stands_alone(decision.text) for decision in sure):
                one = max(one, (score, intents))
        return two[1] or (() if self._decisive & text.names else one[1])

    def _stands_alone(self, text: Text) -> bool:
        """Say whether a part of a message names our subject, and nothing that was said before."""
        return text.is_named and self._pointers.isdisjoint(text.words)

    def _sure(self, message: str) -> Decision | None:
        """Return what a part of a message means, if it surely asks what the article covers."""
        text = self.reader.read(message)
        if self._names_only.issuperset(text.words) or self.is_doubtful(text, named=text.is_named):
            return None
        decision = self._match(text)
        return decision if isinstance(decision.meaning, Answer) else None


def _halves(message: str) -> Iterator[tuple[str, str]]:
    """Yield the text before and after each place where it may be two questions."""
    joints = list(_JOINT.finditer(message)) if len(message.split()) <= MOST_WORDS else []
    for joint in joints if len(joints) <= MOST_JOINTS else ():
        yield message[: joint.start()], message[joint.end() :]
