"""From what a person typed to what it means: alarms first, then the question.

Pure: no Telegram, no clock, no files. The same message always means the same.
"""

from dataclasses import replace
from itertools import chain

from bot.knowledge import Knowledge
from bot.understanding.alarms import AlarmFinder, Level, Likeness
from bot.understanding.decide import Decider
from bot.understanding.folding import MAX_CHARS, fold
from bot.understanding.fuzzy import WordSet
from bot.understanding.learnt import Learnt
from bot.understanding.matcher import Candidate
from bot.understanding.meaning import Answer, Flagged, Gap, Tapped, Understanding
from bot.understanding.phrases import alternatives
from bot.understanding.text import Text


class Understander:
    """Understands messages by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt) -> None:
        self.alarms = AlarmFinder(knowledge.red_flags, learnt.alarms, learnt.intents.counts)
        self._phrases = WordSet.of(chain.from_iterable(map(alternatives, knowledge.dialogue.phrases)))
        self._say_nothing = frozenset(map(fold, knowledge.dialogue.say_nothing))
        self._decider = Decider(knowledge, learnt)
        self._question = self._decider.question
        self.reader = self._question.reader
        self.written = self._question.written
        self.is_strange = self._question.is_strange
        self.language_of = self._question.languages.find

    def understand(self, message: str) -> Understanding:
        """Return what a message means; red flags come before everything else."""
        message = message[:MAX_CHARS]
        text = self.reader.read(message)
        alarm = self.alarms.find(message)
        if alarm and isinstance(alarm.why, Likeness) and self._knows(text):
            # Editors know this message word for word; what it is merely like does not matter.
            alarm = None
        takes_over = alarm is not None and alarm.keeps_from_answer
        if alarm and takes_over and alarm.flag.concern is None:
            return Understanding(Flagged(alarm), text)
        understanding = self._decider.decide(message, text)
        if alarm and takes_over:
            is_answered = isinstance(understanding.meaning, Answer)
            if not (is_answered and isinstance(alarm.why, Likeness)):
                is_sure = not alarm.also and (is_answered or isinstance(understanding.meaning, Gap))
                return Understanding(Flagged(alarm, understanding if is_sure else None), text)
            # “My mum has lupus, why would her doctor look at B12?” is only like personal questions.
            alarm = replace(alarm, level=Level.LINE)
        return replace(understanding, beside=alarm) if alarm else understanding

    def _knows(self, text: Text) -> bool:
        """Say whether a message is a follow-up phrase, a button's label or an example, word for word."""
        first, _, rest = text.folded.partition(" ")
        said = {text.folded, rest} if first in self._say_nothing else {text.folded}
        return any(one in self._phrases for one in said) or self._question.knows(text)

    def match(self, message: str) -> tuple[Candidate, ...]:
        """Return the intents that a message may mean, best first, whatever is decided."""
        return self._question.candidates(self.reader.read(message))

    def is_urgent(self, message: str) -> bool:
        """Say whether a message may be about someone in danger: quickly, for where messages flood in."""
        alarm = self.alarms.find(message[:MAX_CHARS])
        return alarm is not None and alarm.is_danger

    def in_context(self, message: str) -> Understanding | None:
        """Return what a message surely means if it is about our subject, which it does not name."""
        text = self.reader.read(message)
        alone = self._question.as_one(text)
        carried = alone if isinstance(alone.meaning, Answer) else self._question.decide_carrying(text)
        is_sure = carried and isinstance(carried.meaning, Tapped | Answer | Gap)
        return self._decider.with_facets(carried) if carried and is_sure else None
