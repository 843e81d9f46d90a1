"""What a message means: one question, or several of which each is decided by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from bot.knowledge import Knowledge
from bot.understanding.clauses import (
    asks,
    begins_as_question,
    clauses_of,
    is_one,
    may_be_listed,
    questions_of,
)
from bot.understanding.folding import fold
from bot.understanding.learnt import LearntIntents
from bot.understanding.meaning import (
    Answer,
    Gap,
    Meaning,
    OutOfScope,
    SmallTalk,
    Suggest,
    Understanding,
    Unforeseen,
)
from bot.understanding.question import QuestionDecider
from bot.understanding.text import Text

FEWEST_WORDS = 2
"""Words of a clause that is read as if it named our subject; in a list one is enough."""
MOST_LISTED = 3
"""Telling words of what stands in a list."""


@dataclass(frozen=True)
class _Part:
    """A part of a message that may be a question."""

    clause: str
    text: Text
    find: Callable[[], Understanding]
    """Finds out what it means: most parts need not be looked at so closely."""
    is_listed: bool = False
    """Whether it is one of a few words in a list."""
    is_short: bool = False
    """Whether it may be a topic in a few words: “the symptoms, and what causes it”."""

    @cached_property
    def found(self) -> Understanding:
        """What it means, and how that was found out."""
        return self.find()

    @property
    def meaning(self) -> Meaning:
        """What it means."""
        return self.found.meaning

    @property
    def asks(self) -> bool:
        """Whether it looks like a question."""
        return self.is_listed or asks(self.clause) or (self.is_short and self.answers)

    @property
    def surely_asks(self) -> bool:
        """Whether it surely is one."""
        return self.is_listed or begins_as_question(self.clause)

    @property
    def answers(self) -> bool:
        """Whether there is an answer to it."""
        return isinstance(self.meaning, Answer)

    @property
    def is_clear(self) -> bool:
        """Whether it is sure what to say to it."""
        return isinstance(self.meaning, Answer | Gap | SmallTalk)

    @property
    def says_nothing(self) -> bool:
        """Whether it is a word or two, like “first off”."""
        is_tiny = len(self.text.words) <= FEWEST_WORDS and not (self.text.names or self.asks)
        return is_tiny and isinstance(self.meaning, OutOfScope)

    @property
    def is_lost(self) -> bool:
        """Whether it was not understood."""
        lost = isinstance(self.meaning, Unforeseen | OutOfScope)
        return lost and len(self.text.words) >= FEWEST_WORDS

    @property
    def best(self) -> str:
        """What it most likely means; empty where it means nothing of ours."""
        match self.meaning:
            case Answer((best, *_)) | Suggest((best, *_)) | Gap(best) | SmallTalk(best):
                return best
        return ""


class Decider:
    """Decides what messages mean."""

    def __init__(self, knowledge: Knowledge, learnt: LearntIntents) -> None:
        self.question = QuestionDecider(knowledge, learnt)
        self.reader = self.question.reader
        vocabulary = knowledge.vocabulary
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        self._tells_nothing = self.question.asks_nothing | self._pointers

    def decide(self, message: str, text: Text | None = None) -> Understanding:
        """Return what a message means; `text` is what was read of it, if that is known."""
        text = text or self.reader.read(message)
        if meaning := self.question.without_matching(text):
            return Understanding(meaning, text)
        whole = self.question.as_one(text)
        if is_one(message):
            return self.question.with_gaps(whole)
        is_talk = isinstance(whole.meaning, SmallTalk) and not text.is_named
        several = None if is_talk else self._several(message, whole)
        return replace(whole, meaning=several) if several else whole

    def _several(self, message: str, whole: Understanding) -> Answer | None:
        """Return what the parts of a message surely ask: several questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        parts = self._parts(message)
        is_list = any(part.is_listed for part in parts)
        asking = sum(part.asks for part in parts)
        naming = sum(part.text.is_named for part in parts)
        if isinstance(whole.meaning, Answer) and not is_list and max(asking, naming) <= 1:
            return self._pointed(whole.meaning, parts)
        carrying = [self._carrying(part, is_only=asking <= 1) for part in parts]
        all_clear = all(part.is_clear for part in carrying)
        if whole.text.is_named or (all_clear and any(part.answers for part in parts)):
            parts = carrying
        if any(part.answers for part in parts):
            parts = list(map(self._as_ours, parts))
        answer = _asked(parts, is_list=is_list)
        if asking <= 1 or isinstance(whole.meaning, OutOfScope):
            answer = replace(answer, has_rest=bool(answer.unsure))
        if len(answer.intents) > 1:
            return answer
        if not answer.intents:
            is_ours = not self.question.is_elsewhere(whole.text)
            has_gap = len(answer.gaps) > 1 or (isinstance(whole.meaning, Gap) and answer.unsure)
            return answer if is_ours and answer.gaps and has_gap else None
        # “Side effects of x + b12 shots” is about the side effects; who is asked about may decide.
        is_of_gap = isinstance(whole.meaning, Gap) and all(part.is_listed for part in parts[1:])
        if is_of_gap or (self._decisive & whole.text.names and not answer.gaps):
            return None
        # It names our subject, and nothing that was said before.
        stands = any(text.is_named and self._pointers.isdisjoint(text.words) for text in answer.asked)
        is_guessed = isinstance(whole.meaning, Suggest) and whole.meaning.intents[:1] == answer.intents
        is_guessed &= not self.question.is_foreign(whole.text)
        is_storys = is_guessed or (stands and not isinstance(whole.meaning, Answer))
        return answer if answer.is_several or is_storys else None

    def _parts(self, message: str) -> list[_Part]:
        """Return the questions of a message, lists taken apart; of a single one all its clauses."""
        questions = questions_of(message)
        parts = list(chain.from_iterable(self._listed(one) or [self._part(one)] for one in questions))
        parts = parts if len(parts) > 1 else list(map(self._part, clauses_of(message)))
        return [part for part in parts if not part.says_nothing]

    def _pointed(self, meaning: Answer, parts: Sequence[_Part]) -> Answer | None:
        """Return a question with the part that asks it: “I have lupus, will the treatment be lifelong”."""
        asking = [self._carrying(part, is_only=True).found for part in parts if part.asks]
        texts = tuple(found.text for found in asking if found.meaning == meaning)
        return replace(meaning, asked=texts) if texts and len(parts) > 1 else None

    def _part(self, clause: str) -> _Part:
        text = self.reader.read(clause)
        return _Part(clause, text, partial(self._alone, text), is_short=self._is_short(clause, text))

    def _alone(self, text: Text) -> Understanding:
        """Return what a clause means by itself."""
        if text.folded in self.question.taps:
            return Understanding(Answer((self.question.taps[text.folded],)), text)
        if self.question.only_names(text) or self.question.is_elsewhere(text):
            return Understanding(OutOfScope(), text)
        found = self.question.as_one(text)
        # “what do I do then” is no small talk.
        is_vague = isinstance(found.meaning, SmallTalk) and found.score < self.question.thresholds.answered
        return replace(found, meaning=OutOfScope()) if is_vague else found

    def _carrying(self, part: _Part, *, is_only: bool) -> _Part:
        """Return what a clause that asks means with our subject carried, if by itself it means nothing."""
        may_lack_name = part.asks and (is_only or len(part.text.words) >= FEWEST_WORDS)
        if not may_lack_name or part.is_clear or self.question.only_names(part.text):
            return part
        carried = self.question.decide_carrying(part.text)
        # “how is asthma treated” is another question.
        is_bent = carried and isinstance(carried.meaning, Answer) and self.question.is_doubtful(part.text)
        return replace(part, find=lambda: carried) if carried and not is_bent else part

    def _as_ours(self, part: _Part) -> _Part:
        """Return a question beside one that is surely ours."""
        if not part.surely_asks or part.is_clear:
            return part
        found = self.question.as_ours(part.found)
        return replace(part, find=lambda: found)

    def _listed(self, question: str) -> list[_Part]:
        """Return the parts of a list, “what are the causes, symptoms and cost”; none if it is none."""
        clauses = clauses_of(question)
        items = [self._item(clause) for clause in clauses[1:]] if all(map(may_be_listed, clauses[1:])) else []
        if not items or not all(items):
            return []
        first = self._item(clauses[0]) or self._carrying(self._part(clauses[0]), is_only=True)
        first = self._as_ours(first)
        may_lead = (first.surely_asks and first.is_clear) or self.question.only_names(first.text)
        return [first, *filter(None, items)] if may_lead else []

    def _is_short(self, clause: str, text: Text) -> bool:
        """Say whether a clause may stand in a list."""
        return len(self._telling(text)) <= MOST_LISTED and may_be_listed(clause)

    def _telling(self, text: Text) -> list[str]:
        return [word for word in text.words if word not in self._tells_nothing]

    def _item(self, clause: str) -> _Part | None:
        """Return what a few words mean that stand in a list; None where that is not sure."""
        text = self.reader.read(clause)
        if not self._is_short(clause, text):
            return None
        part = self._part(" ".join(self._telling(text)))
        found = part.found if part.answers else self.question.decide_carrying(part.text)
        is_sure = found is not None and isinstance(found.meaning, Answer | Gap)
        return _Part(clause, part.text, lambda: found, is_listed=True) if found and is_sure else None


def _asked(parts: Sequence[_Part], *, is_list: bool) -> Answer:
    """Return what parts ask, each thing once, in their order."""
    answers = [part for part in parts if part.answers]
    # “My doctor said that I lack it, how much do I take” asks one thing.
    is_story = not is_list and not all(part.asks for part in answers)
    asking = [] if is_story else [part for part in parts if part.surely_asks]
    asked = {part.best: part.found.text for part in reversed(answers)}
    intents = tuple(dict.fromkeys(part.best for part in answers))
    gaps = dict.fromkeys(part.best for part in asking if isinstance(part.meaning, Gap | SmallTalk))
    unsure = dict.fromkeys(part.best for part in asking if isinstance(part.meaning, Suggest))
    others = tuple(one for one in unsure if one not in asked)
    has_rest = bool(others) or any(part.is_lost for part in asking)
    return Answer(intents, tuple(gaps), others, has_rest, tuple(asked[one] for one in intents))
