"""From what a message may mean to what it is taken to mean: one closed union, decided here and nowhere else.

A wrong medical answer is worse than none. The few thresholds are chosen by a command that weighs what a wrong
answer and a lost question cost; `knowledge/thresholds.yaml` holds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.knowledge import Kind, Knowledge
from bot.understanding.clauses import asks, begins_as_question, clauses_of, is_one
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
from bot.understanding.text import Text, TextReader

FEWEST_WORDS = 3
"""Words of a clause that is read as if it named our subject; in a list one is enough."""


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
        names = (self.reader.as_written(name).words for name in vocabulary.names_of(vocabulary.ours[:1]))
        self._names_only = self._asks_nothing.union(*names)
        self._near, self._elsewhere = vocabulary.near, frozenset(vocabulary.elsewhere)
        self._decisive = frozenset(vocabulary.decisive)
        self._pointers = frozenset(map(fold, vocabulary.pointers))
        self._carried = vocabulary.subject[0] if vocabulary.subject else ""
        value_words = frozenset(map(fold, vocabulary.value_words))
        self._value_words = self.reader.subject | value_words if value_words else value_words

    def decide(self, message: str, text: Text | None = None) -> Understanding:
        """Return what a message means; `text` is what was read of it, if that is known."""
        text = text or self.reader.read(message)
        if meaning := self._without_matching(text):
            return Understanding(meaning, text)
        whole = self._as_one(text)
        several = self._several(message, whole)
        return replace(whole, meaning=several) if several else self._with_gaps(message, whole)

    def _with_gaps(self, message: str, whole: Understanding) -> Understanding:
        """Return a meaning with the gaps that one phrase mentions beside what it surely asks."""
        text, asked = whole.text, whole.meaning
        rest = self._gap_words.without(text.words)
        if len(rest) == len(text.words) or not (text.is_named and is_one(message)):
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
        if worth and kind is not Kind.OUT_OF_SCOPE and not self._is_foreign(text):
            return Suggest(worth)
        return Unforeseen(tuple(one.intent for one in answered)) if named else OutOfScope()

    def is_doubtful(self, text: Text, intent: str = "") -> bool:
        """Say whether a message may be about something else, however familiar the rest of it sounds.

        One of `intent` is not, where that is about the very names it has: “what is anemia”.
        """
        is_near = any(name in text.names for name, about in self._near.items() if about != intent)
        return not text.is_named and (is_near or self._is_foreign(text))

    def _is_foreign(self, text: Text) -> bool:
        """Say whether another subject is named, and not ours, or a word that no question of ours has."""
        is_elsewhere = not (text.is_named or self._elsewhere.isdisjoint(text.names))
        return is_elsewhere or self._is_strange(text.words)

    def _is_strange(self, words: Iterable[str]) -> bool:
        """Say whether there is a word that no question has to which there is an answer."""
        return any(stem(word) not in self._familiar for word in words if not word[0].isdigit())

    def _several(self, message: str, whole: Understanding) -> Answer | None:
        """Return what the clauses of a message surely ask: several questions, or a story's one.

        None where the message is no more than one question, or where what it tells decides what it asks.
        """
        clauses = [(clause, self.reader.read(clause)) for clause in clauses_of(message)]
        asking = sum(asks(clause) for clause, _ in clauses)
        naming = sum(text.is_named for _, text in clauses)
        if isinstance(whole.meaning, Answer) and max(asking, naming) <= 1:
            # “I have lupus, will the b12 treatment be lifelong” asks one thing.
            return None
        answered, gaps, unsure = dict[str, None](), dict[str, None](), dict[str, None]()
        stands_alone, all_ask, has_rest = False, True, False
        for clause, text in clauses:
            match self._clause(clause, text, is_list=asking <= 1, is_ours=whole.text.is_named):
                case Answer((intent,)) | Tapped(intent):
                    answered[intent] = None
                    # It names our subject, and nothing that was said before.
                    stands_alone |= text.is_named and self._pointers.isdisjoint(text.words)
                    all_ask &= asks(clause)
                case Gap(intent) if asks(clause):
                    gaps[intent] = None
                case Suggest((intent, *_)) if asks(clause):
                    unsure[intent] = None
                case Unforeseen() | OutOfScope() if (
                    begins_as_question(clause) and len(text.words) >= FEWEST_WORDS
                ):
                    has_rest |= asking > 1 and not isinstance(whole.meaning, OutOfScope)
        if not all_ask:
            # “My doctor said that I lack it, how much do I take” asks one thing.
            gaps, unsure, has_rest = {}, {}, False
        others = tuple(one for one in unsure if one not in answered)
        answer = Answer(tuple(answered), tuple(gaps), others, has_rest or bool(others))
        if len(answered) > 1:
            return answer
        if not answered or (self._decisive & whole.text.names and not gaps):
            return None
        is_storys = stands_alone and not isinstance(whole.meaning, Answer)
        return answer if answer.is_several or is_storys else None

    def _clause(self, clause: str, text: Text, *, is_list: bool, is_ours: bool) -> Meaning:
        """Return what a clause means by itself, or else, in a message of ours, with our subject carried."""
        if is_list and text.folded in self._taps:
            return Tapped(self._taps[text.folded])
        if self._names_only.issuperset(text.words) or self.is_doubtful(text):
            return OutOfScope()
        meaning = self._as_one(text).meaning
        may_lack_name = is_ours and asks(clause) and (is_list or len(text.words) >= FEWEST_WORDS)
        if may_lack_name and not isinstance(meaning, Answer | Gap):
            carried = self.decide_carrying(clause, text)
            return carried.meaning if carried else meaning
        return meaning
