"""What a message means: one question, or several of which each is decided by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.knowledge import Knowledge
from bot.understanding.clauses import (
    asks,
    clauses_of,
    is_question,
    may_ask,
    may_be_listed,
    questions_of,
)
from bot.understanding.folding import FEW, fold
from bot.understanding.learnt import Learnt
from bot.understanding.matcher import FacetFinder
from bot.understanding.meaning import (
    Answer,
    Gap,
    Meaning,
    OutOfScope,
    SmallTalk,
    Suggest,
    Tapped,
    Understanding,
    Unforeseen,
)
from bot.understanding.question import QuestionDecider
from bot.understanding.text import Text

MOST_LISTED = 3
"""Telling words of what stands in a list."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message that may be a question."""

    clause: str
    found: Understanding
    """What it means, and how that was found out."""
    is_listed: bool = False
    """Whether it is one of a few words in a list."""
    is_topic: bool = False
    """Whether it is a topic in a few words: “the symptoms, and what causes it”."""

    @property
    def meaning(self) -> Meaning:
        """What it means."""
        return self.found.meaning

    @property
    def asks(self) -> bool:
        """Whether it looks like a question."""
        return self.surely_asks or self.is_topic or asks(self.clause)

    @property
    def surely_asks(self) -> bool:
        """Whether it surely is one."""
        return self.is_listed or is_question(self.clause)

    @property
    def answers(self) -> bool:
        """Whether there is an answer to it."""
        return isinstance(self.meaning, Answer)

    @property
    def is_clear(self) -> bool:
        """Whether it is sure what to say to it."""
        return isinstance(self.meaning, Answer | Gap | SmallTalk)

    @property
    def best(self) -> str:
        """What it most likely means; empty where it means nothing of ours."""
        match self.meaning:
            case Answer((best, *_)) | Suggest((best, *_)) | Gap(best) | SmallTalk(best):
                return best
        return ""


class Decider:
    """Decides what messages mean."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt) -> None:
        self.question = QuestionDecider(knowledge, learnt.intents)
        self._facets = FacetFinder(learnt.facets)
        self.reader = self.question.reader
        vocabulary = knowledge.vocabulary
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        self._tells_nothing = self.question.asks_nothing | self._pointers

    def decide(self, message: str, text: Text | None = None) -> Understanding:
        """Return what a message means; `text` is what was read of it, if that is known."""
        return self.with_facets(self._decide(message, text or self.reader.read(message)))

    def with_facets(self, understanding: Understanding) -> Understanding:
        """Return what a message means, with what exactly it asks of each intent that has an answer."""
        meaning, text = understanding.meaning, understanding.text
        if not isinstance(meaning, Answer) or meaning.facets:
            return understanding
        facets = tuple(self._facets.find(intent, text) for intent in meaning.intents)
        return replace(understanding, meaning=replace(meaning, facets=facets))

    def _decide(self, message: str, text: Text) -> Understanding:
        if meaning := self.question.without_matching(text):
            return Understanding(meaning, text)
        whole = self.question.as_one(text)
        clauses = clauses_of(message)
        if len(clauses) == 1:
            return self.question.with_gaps(whole)
        if isinstance(whole.meaning, Answer) and sum(map(may_ask, clauses)) <= 1:
            return whole
        is_talk = isinstance(whole.meaning, SmallTalk) and not text.is_named
        several = None if is_talk else self._several(message, whole)
        return replace(whole, meaning=several) if several else whole

    def _several(self, message: str, whole: Understanding) -> Answer | None:
        """Return what the parts of a message surely ask: several questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        parts = self._parts(message)
        if isinstance(whole.meaning, Answer) and sum(part.asks for part in parts) <= 1:
            return None
        if whole.text.is_named or any(isinstance(part.meaning, Answer | Gap) for part in parts):
            parts = list(self._beside_others(parts))
        answer = self._asked(parts)
        if isinstance(whole.meaning, OutOfScope):
            answer = replace(answer, has_rest=bool(answer.unsure))
        return answer if len(answer.intents) > 1 or self._is_sure(answer, parts, whole) else None

    def _is_sure(self, answer: Answer, parts: Sequence[_Part], whole: Understanding) -> bool:
        """Say whether that is what a message asks: several gaps, or the one thing that has an answer."""
        if not answer.intents:
            gaps = [part for part in parts if part.surely_asks and part.best in answer.gaps]
            sure = [part for part in gaps if part.found.score >= self.question.thresholds.answered]
            return len(gaps) > 1 or (answer.has_rest and bool(sure))
        # “Side effects of x + b12 shots” is about the side effects; who is asked about may decide.
        is_of_gap = isinstance(whole.meaning, Gap) and all(part.is_listed for part in parts[1:])
        if is_of_gap or (self._decisive & whole.text.names and not answer.gaps):
            return False
        # It names our subject, and nothing that was said before.
        asked = (part.found.text for part in parts if part.answers)
        stands = any(text.is_named and self._pointers.isdisjoint(text.words) for text in asked)
        is_guessed = isinstance(whole.meaning, Suggest) and whole.meaning.intents[:1] == answer.intents
        return answer.is_several or stands or (is_guessed and not self.question.is_doubtful(whole.text))

    def _parts(self, message: str) -> list[_Part]:
        """Return the questions of a message, lists taken apart; of a single one all its clauses."""
        cut = questions_of(message)
        questions = list(self._with_told(cut))
        listed = list(map(self._listed, questions))
        if len(cut) == 1 and not listed[0]:
            return list(map(self._part, self._with_told(clauses_of(message))))
        pairs = zip(questions, listed, strict=True)
        return [part for one, items in pairs for part in items or [self._part(one)]]

    def _with_told(self, clauses: Iterable[str]) -> Iterator[str]:
        """Yield clauses, a name with what is asked of it: “b12 and depression”, “I have lupus. Is it why”."""
        told = ""
        for clause in clauses:
            text, joined = self.reader.read(clause), f"{told}, {clause}" if told else clause
            is_name = self.question.only_names(self.reader.read(told))
            if not (is_name or (self._refers(text) and self._carrying(self._part(joined)).is_clear)):
                yield told
                joined = clause
            told = joined if text.names and not asks(joined) else ""
            if not told:
                yield joined
        if told:
            yield told

    def _refers(self, text: Text) -> bool:
        """Say whether a text has a word for what was said before it."""
        return not self._pointers.isdisjoint(text.words)

    def _part(self, clause: str) -> _Part:
        found = self._alone(self.reader.read(clause))
        is_topic = isinstance(found.meaning, Answer) and self._telling(clause, found.text) is not None
        return _Part(clause, found, is_topic=is_topic)

    def _alone(self, text: Text) -> Understanding:
        """Return what a clause means by itself."""
        if isinstance(meaning := self.question.tapped(text), Tapped):
            return Understanding(Answer((meaning.intent,)), text)
        found = self.question.as_one(text)
        # “what do I do then” is no small talk.
        is_vague = isinstance(found.meaning, SmallTalk) and found.score < self.question.thresholds.answered
        return replace(found, meaning=OutOfScope()) if is_vague else found

    def _carrying(self, part: _Part) -> _Part:
        """Return what a clause that asks means with our subject carried, if by itself it means nothing."""
        text = part.found.text
        # “Correct?” is hardly a question.
        if text.is_named or part.is_clear or not part.asks or len(text.words) < FEW:
            return part
        carried = self.question.decide_carrying(text)
        # “How is asthma treated” is another one.
        is_bent = carried and isinstance(carried.meaning, Answer) and self.question.is_doubtful(text)
        return replace(part, found=carried) if carried and not is_bent else part

    def _beside_others(self, parts: Iterable[_Part]) -> Iterator[_Part]:
        """Yield parts as they are meant beside each other: of our subject, or of the topic before."""
        topic: _Part | None = None
        for part in parts:
            read, of_topic = self._carrying(part), self._of_topic(topic, part) if topic else None
            if of_topic and (isinstance(of_topic.meaning, Gap) or not read.is_clear):
                read = replace(part, found=of_topic)
            topic = read if read.answers else topic
            yield read

    def _of_topic(self, topic: _Part, part: _Part) -> Understanding | None:
        """Return what is surely asked of the topic before: “are they safe”, “is that a fact”."""
        text = part.found.text
        if not (part.asks and self._refers(text)):
            return None
        label = self.question.label_of(topic.best)
        words = (label if word in self._pointers else word for word in text.words)
        found = self.question.as_one(self.reader.read(" ".join(words)))
        if found.score < self.question.thresholds.answered:
            return None
        is_again = isinstance(found.meaning, Answer) and found.meaning.intents == (topic.best,)
        return topic.found if is_again else found if isinstance(found.meaning, Gap) else None

    def _listed(self, question: str) -> list[_Part]:
        """Return the parts of a question that is a list: “what are the causes, symptoms and cost”."""
        lead, *clauses = clauses_of(question)
        items = list(takewhile(bool, map(self._item, clauses)))
        if not items or len(items) < len(clauses):
            return []
        first = self._item(lead) or self._carrying(self._part(lead))
        parts = list(filter(None, items))
        if self.question.only_names(first.found.text):
            return parts
        return [first, *parts] if first.surely_asks and first.is_clear else []

    def _item(self, clause: str) -> _Part | None:
        """Return what a few words mean that stand in a list; None where that is not sure."""
        telling = self._telling(clause, self.reader.read(clause))
        if telling is None:
            return None
        text = self.reader.read(" ".join(telling))
        alone = self._alone(text)
        found = alone if isinstance(alone.meaning, Answer) else self.question.decide_carrying(text)
        is_sure = found and isinstance(found.meaning, Answer | Gap)
        return _Part(clause, found, is_listed=True) if found and is_sure else None

    def _telling(self, clause: str, text: Text) -> list[str] | None:
        """Return the telling words of what may stand in a list; None of what may not."""
        telling = [word for word in text.words if word not in self._tells_nothing]
        return telling if len(telling) <= MOST_LISTED and may_be_listed(clause) else None

    def _asked(self, parts: Sequence[_Part]) -> Answer:
        """Return what parts ask, each thing once, in their order."""
        asking = [part for part in parts if part.surely_asks]
        # “My doctor said that I lack it, how much do I take” asks one thing.
        is_told = any(isinstance(part.meaning, Answer | Gap) for part in asking)
        answers = [part for part in parts if part.answers and (part.asks or not is_told)]
        asked = dict.fromkeys((part.best, self._facets.find(part.best, part.found.text)) for part in answers)
        intents, facets = zip(*asked, strict=True) if asked else ((), ())
        gaps = dict.fromkeys(part.best for part in asking if isinstance(part.meaning, Gap | SmallTalk))
        unsure = dict.fromkeys(part.best for part in asking if isinstance(part.meaning, Suggest))
        others = tuple(one for one in unsure if one not in intents)
        has_rest = bool(others) or any(map(_is_lost, asking))
        return Answer(intents, tuple(gaps), others, has_rest, facets)


def _is_lost(part: _Part) -> bool:
    """Say whether a part was not understood."""
    return isinstance(part.meaning, Unforeseen | OutOfScope) and len(part.found.text.words) > FEW
