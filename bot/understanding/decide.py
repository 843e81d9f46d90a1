"""From what a message may mean to what it is taken to mean: one closed union, decided here and nowhere else.

A wrong medical answer is worse than none. The few thresholds are chosen by a command that weighs what a wrong
answer and a lost question cost; `knowledge/thresholds.yaml` holds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.knowledge import Kind, Knowledge
from bot.understanding.clauses import (
    asks,
    begins_as_question,
    clauses_of,
    is_one,
    may_be_listed,
    questions_of,
)
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.fuzzy import same_label
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
    Understanding,
    Unforeseen,
    Value,
)
from bot.understanding.text import Phrasebook, Text, TextReader

FEWEST_WORDS = 2
"""Words of a clause that is read as if it named our subject; in a list one is enough."""
MOST_LISTED = 3
"""Telling words of what stands in a list."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message that may be a question."""

    clause: str
    found: Understanding
    is_listed: bool = False
    """Whether it is one of a few words in a list."""

    @property
    def meaning(self) -> Meaning:
        """What it means."""
        return self.found.meaning

    @property
    def asks(self) -> bool:
        """Whether it looks like a question."""
        return self.is_listed or asks(self.clause)

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
    def is_lost(self) -> bool:
        """Whether it was not understood."""
        lost = isinstance(self.meaning, Unforeseen | OutOfScope)
        return lost and len(self.found.text.words) >= FEWEST_WORDS

    @property
    def best(self) -> str:
        """What it most likely means; empty where it means nothing of ours."""
        match self.meaning:
            case Answer((best, *_)) | Suggest((best, *_)) | Gap(best) | SmallTalk(best):
                return best
        return ""


class Decider:
    """Decides what messages mean, by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: LearntIntents) -> None:
        vocabulary, thresholds = knowledge.vocabulary, knowledge.thresholds
        self._kinds = knowledge.kinds
        self._thresholds = thresholds
        self._taps = {fold(intent.label): intent.id for intent in knowledge.intents.values() if intent.label}
        self._all_topics = fold(knowledge.messages.words.all_topics)
        self._labels = (*self._taps, self._all_topics)
        self.reader = TextReader(vocabulary, learnt.counts, learnt.english)
        self.languages = LanguageFinder(knowledge.languages, self.reader.english, vocabulary.subject)
        self._matcher = Matcher(learnt.model, learnt.examples, thresholds.calibration)
        gaps = knowledge.of_kind(Kind.GAP)
        self._gap_words = GapWords(
            {gap.id: [self.reader.as_written(word).words for word in gap.words] for gap in gaps},
            learnt.examples,
        )
        self._familiar = learnt.familiar
        self._asks_nothing = self.reader.subject.union(map(fold, vocabulary.menu_words))
        names = map(self.reader.as_written, vocabulary.names_of(vocabulary.ours[:1]))
        self._names = Phrasebook((name.words, ()) for name in names)
        self._near, self._elsewhere = vocabulary.near, frozenset(vocabulary.elsewhere)
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        self._tells_nothing = self._asks_nothing | self._pointers
        self._carried = vocabulary.subject[0] if vocabulary.subject else ""
        value_words = frozenset(map(fold, vocabulary.value_words))
        self._value_words = self.reader.subject | value_words if value_words else value_words

    def decide(self, message: str, text: Text | None = None) -> Understanding:
        """Return what a message means; `text` is what was read of it, if that is known."""
        text = text or self.reader.read(message)
        if meaning := self._without_matching(text):
            return Understanding(meaning, text)
        whole = self._as_one(text)
        if is_one(message):
            return self._with_gaps(whole)
        is_talk = isinstance(whole.meaning, SmallTalk) and not text.is_named
        several = None if is_talk else self._several(message, whole)
        return replace(whole, meaning=several) if several else whole

    def _with_gaps(self, whole: Understanding) -> Understanding:
        """Return a meaning with the gaps that one phrase mentions beside what it surely asks."""
        text, asked = whole.text, whole.meaning
        rest = self._gap_words.without(text.words)
        if len(rest) == len(text.words) or not text.is_named:
            return whole
        if whole.score < self._thresholds.answered:
            asked = self._as_one(replace(text, words=rest)).meaning
        if not isinstance(asked, Answer):
            return whole
        gaps = self._gap_words.beside(asked.intents, text.words)
        return replace(whole, meaning=replace(asked, gaps=gaps))

    def knows(self, text: Text) -> bool:
        """Say whether a message is the label of a button or an example, word for word."""
        return text.folded in self._labels or self._matcher.knows(text.words)

    def candidates(self, text: Text) -> tuple[Candidate, ...]:
        """Return the intents that a text may mean as one question, best first."""
        return self._matcher.candidates(text.words, text.bag)

    def decide_carrying(self, message: str, alone: Text | None = None) -> Understanding | None:
        """Return what a message surely means that lacks our subject's name; None where that is not sure.

        A button's label needs nothing; a strange word, or nothing but names, may mean anything. `alone` is
        what was read of the message, if that is known.
        """
        alone = alone or self.reader.read(message)
        if isinstance(meaning := self._without_matching(alone), Tapped):
            return Understanding(meaning, alone)
        if self._asks_nothing.issuperset(alone.words):
            return None
        carried = self._as_one(self.reader.read(f"{message} {self._carried}"))
        may_be_bent = isinstance(carried.meaning, Answer) and self._is_strange(alone.words)
        # “me too” is near to something, too.
        is_sure = carried.score >= self._thresholds.answered and not may_be_bent
        return carried if is_sure else None

    def carrying(self, message: str) -> Text | None:
        """Return a message as if it named our subject; None where it has words of something else."""
        if self._is_strange(self.reader.read(message).words):
            return None
        return self.reader.read(f"{message} {self._carried}")

    def _without_matching(self, text: Text) -> Meaning | None:
        """Return the meaning of a message that needs no comparing with examples."""
        if label := same_label(text.folded, self._labels):
            return Tapped(self._taps[label]) if label in self._taps else AllTopics()
        if language := self.languages.find(text.folded):
            return OtherLanguage(language)
        if text.words and self._asks_nothing.issuperset(text.words):
            return AllTopics()
        return Value() if self._is_value(text.folded.split()) else None

    def _is_value(self, words: Sequence[str]) -> bool:
        """Say whether there are figures, and besides only what is said with those of a blood test."""
        others = {word for word in words if not word[0].isdigit()}
        has_figure = any(word[0].isdigit() for word in words)
        return has_figure and bool(self._value_words) and self._value_words.issuperset(others)

    def _as_one(self, text: Text) -> Understanding:
        candidates = self.candidates(text)
        return Understanding(self._placed(text, candidates), text, candidates)

    def _placed(self, text: Text, candidates: Sequence[Candidate]) -> Meaning:
        sure, named = self._thresholds, text.is_named
        score, best = (candidates[0].score, candidates[0].intent) if candidates else (0.0, "")
        kind = self._kinds.get(best, Kind.OUT_OF_SCOPE)
        match kind:
            case Kind.ANSWERED if score >= (sure.answered if named else sure.unnamed):
                if not self.is_doubtful(text, best):
                    return Answer((best,))
            case Kind.GAP if score >= sure.gaps:
                return Gap(best)
            case Kind.SMALL_TALK if score >= sure.smalltalk:
                return SmallTalk(best)
        answered = [one for one in candidates if self._kinds[one.intent] is Kind.ANSWERED]
        worth = tuple(one.intent for one in answered if one.score >= sure.suggested)
        # “did Elvis get b12 shots” is about B12, and not about anything that the article has words for.
        is_elsewhere = self._is_strange(text.words) if named else self._is_elsewhere(text)
        if worth and kind is not Kind.OUT_OF_SCOPE and not is_elsewhere:
            return Suggest(worth)
        return Unforeseen(tuple(one.intent for one in answered)) if named else OutOfScope()

    def is_doubtful(self, text: Text, intent: str = "") -> bool:
        """Say whether a message may be about something else, however familiar the rest of it sounds.

        One of `intent` is not, where that is about the very names it has: “what is anemia”.
        """
        is_near = any(name in text.names for name, about in self._near.items() if about != intent)
        is_foreign = self._is_foreign(text) and not self._matcher.knows(text.words)
        return not text.is_named and (is_near or is_foreign)

    def _is_foreign(self, text: Text) -> bool:
        """Say whether another subject is named, and not ours, or a word that no question of ours has."""
        return self._is_elsewhere(text) or self._is_strange(text.words)

    def _is_elsewhere(self, text: Text) -> bool:
        return not (text.is_named or self._elsewhere.isdisjoint(text.names))

    def _is_strange(self, words: Iterable[str]) -> bool:
        """Say whether there is a word that no question has to which there is an answer."""
        return any(stem(word) not in self._familiar for word in words if not word[0].isdigit())

    def _several(self, message: str, whole: Understanding) -> Answer | None:
        """Return what the parts of a message surely ask: several questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        parts = self._parts(message)
        is_list = any(part.is_listed for part in parts)
        asking = sum(part.asks for part in parts)
        naming = sum(part.found.text.is_named for part in parts)
        if isinstance(whole.meaning, Answer) and not is_list and max(asking, naming) <= 1:
            return self._pointed(whole.meaning, parts)
        carrying = [self._carrying(part, is_only=asking <= 1) for part in parts]
        all_clear = all(part.is_clear for part in carrying)
        if whole.text.is_named or (all_clear and any(part.answers for part in parts)):
            parts = carrying
        answer = _asked(parts, is_list=is_list)
        if asking <= 1 or isinstance(whole.meaning, OutOfScope):
            answer = replace(answer, has_rest=bool(answer.unsure))
        if len(answer.intents) > 1:
            return answer
        if not answer.intents:
            is_ours = not self._is_elsewhere(whole.text)
            return answer if is_ours and all_clear and len(answer.gaps) > 1 else None
        # “Side effects of x + b12 shots” is about the side effects; who is asked about may decide.
        is_of_gap = isinstance(whole.meaning, Gap) and all(part.is_listed for part in parts[1:])
        if is_of_gap or (self._decisive & whole.text.names and not answer.gaps):
            return None
        # It names our subject, and nothing that was said before.
        stands = any(text.is_named and self._pointers.isdisjoint(text.words) for text in answer.asked)
        is_guessed = isinstance(whole.meaning, Suggest) and whole.meaning.intents[:1] == answer.intents
        is_guessed &= not self._is_foreign(whole.text)
        is_storys = is_guessed or (stands and not isinstance(whole.meaning, Answer))
        return answer if answer.is_several or is_storys else None

    def _parts(self, message: str) -> list[_Part]:
        """Return the questions of a message, lists taken apart; of a single one all its clauses."""
        questions = questions_of(message)
        parts = list(chain.from_iterable(self._listed(one) or [self._part(one)] for one in questions))
        return parts if len(parts) > 1 else list(map(self._part, clauses_of(message)))

    def _pointed(self, meaning: Answer, parts: Sequence[_Part]) -> Answer | None:
        """Return a question with the part that asks it: “I have lupus, will the treatment be lifelong”."""
        asking = [self._carrying(part, is_only=True).found for part in parts if part.asks]
        texts = tuple(found.text for found in asking if found.meaning == meaning)
        return replace(meaning, asked=texts) if texts and len(parts) > 1 else None

    def _part(self, clause: str) -> _Part:
        """Return what a clause means by itself."""
        text = self.reader.read(clause)
        if text.folded in self._taps:
            return _Part(clause, Understanding(Answer((self._taps[text.folded],)), text))
        if self._only_names(text) or self.is_doubtful(text):
            return _Part(clause, Understanding(OutOfScope(), text))
        found = self._as_one(text)
        # “what do I do then” is no small talk.
        is_vague = isinstance(found.meaning, SmallTalk) and found.score < self._thresholds.answered
        return _Part(clause, replace(found, meaning=OutOfScope()) if is_vague else found)

    def _only_names(self, text: Text) -> bool:
        """Say whether a text names our subject, or nothing, and asks nothing of it."""
        return self._asks_nothing.issuperset(self._names.read(text.words))

    def _carrying(self, part: _Part, *, is_only: bool) -> _Part:
        """Return what a clause that asks means with our subject carried, if by itself it means nothing."""
        text = part.found.text
        may_lack_name = part.asks and (is_only or len(text.words) >= FEWEST_WORDS)
        is_clear = part.is_clear or self._only_names(text)
        carried = self.decide_carrying(part.clause, text) if may_lack_name and not is_clear else None
        # “how is asthma treated” is another question.
        is_bent = carried and isinstance(carried.meaning, Answer) and self.is_doubtful(text)
        return replace(part, found=carried) if carried and not is_bent else part

    def _listed(self, question: str) -> list[_Part]:
        """Return the parts of a list, “what are the causes, symptoms and cost”; none if it is none."""
        clauses = clauses_of(question)
        items = [self._item(clause) for clause in clauses[1:]] if all(map(may_be_listed, clauses[1:])) else []
        if not items or not all(items):
            return []
        first = self._item(clauses[0]) or self._carrying(self._part(clauses[0]), is_only=True)
        may_lead = (first.surely_asks and first.is_clear) or self._only_names(first.found.text)
        return [first, *filter(None, items)] if may_lead else []

    def _item(self, clause: str) -> _Part | None:
        """Return what a few words mean that stand in a list; None where that is not sure."""
        words = self.reader.read(clause).words
        bare = [word for word in words if word not in self._tells_nothing]
        if len(bare) > MOST_LISTED or not may_be_listed(clause):
            return None
        part = self._part(" ".join(bare))
        found = part.found if part.answers else self.decide_carrying(part.clause)
        is_sure = found is not None and isinstance(found.meaning, Answer | Gap)
        return _Part(clause, found, is_listed=True) if found and is_sure else None


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
