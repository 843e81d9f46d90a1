"""From a message to its words: plain letters, one spelling of our subject, repaired words, synonyms."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.knowledge import Vocabulary
from bot.understanding.folding import fold
from bot.understanding.fuzzy import WordRepair
from bot.understanding.model import Bag, of_question

MAX_WORDS = 60
"""Words of a message that are matched: the last ones, because stories end with their question."""

UNNAMED = "-subject"
"""The mark of a message that does not name our subject. No word has a hyphen."""

Words = tuple[str, ...]

_SPACED = re.compile(r"(?<!\w)\w(?: \w){3,}(?!\w)|(?<=  )\w(?: \w)+(?!\w)")
"""Letters of a word that somebody typed apart: four, or two behind a wider space, which parts such words."""


@dataclass(frozen=True)
class Text:
    """A message as it was read."""

    folded: str
    words: Words
    """The last words: typos repaired, synonyms replaced."""
    slots: Words
    """The words with every name as the list that has it: `{condition}`."""
    names: frozenset[str]
    """Which lists of names have one that stands in the words: of overlapping names, the longest."""
    has_subject: bool
    """Whether a word of our subject itself is among them."""

    is_named: bool
    """Whether the words name what all of this is about: by such a word, or by a name for it."""

    @property
    def marks(self) -> list[str]:
        """What is learnt beside the words: the lists of their names, and a missing subject."""
        marks = [f"{{{name}}}" for name in sorted(self.names)]
        return marks if self.has_subject else [*marks, UNNAMED]

    @cached_property
    def bag(self) -> Bag:
        """Its features, which the intents' model and that of a facet look at."""
        return of_question(self.words, self.marks)


class Phrasebook:
    """Finds phrases of one or several words in a row of words, at each place the longest."""

    def __init__(self, phrases: Iterable[tuple[Words, Words]]) -> None:
        """Know phrases, each with the words that it is read as. Of two alike, the first counts."""
        self._meant: dict[Words, Words] = {}
        for phrase, read_as in phrases:
            self._meant.setdefault(phrase, read_as)
        self._longest = {phrase[0]: len(phrase) for phrase in sorted(filter(None, self._meant), key=len)}
        """By first word: how many words of its phrases are looked at."""
        self.words = frozenset(chain.from_iterable(self._meant))
        """All words of the phrases."""

    def read(self, words: Sequence[str]) -> Words:
        """Return the words with every phrase as it is read."""
        words, read, at = tuple(words), list[str](), 0
        if self._longest.keys().isdisjoint(words):
            return words
        while at < len(words):
            size = self._longest.get(words[at], 0)
            while size and words[at : at + size] not in self._meant:
                size -= 1
            read += self._meant[words[at : at + size]] if size else (words[at],)
            at += size or 1
        return tuple(read)


class TextReader:
    """Reads messages, and examples, as the editors' vocabulary has it."""

    def __init__(
        self, vocabulary: Vocabulary, counts: Mapping[str, int], english: Container[str] = ()
    ) -> None:
        """Repair words towards those of `counts` (with how often they are used); `english` ones never."""
        self.subject = frozenset(map(fold, vocabulary.subject))
        self._ours = frozenset(vocabulary.ours)
        synonyms = [
            (_words(other), _words(meant)) for meant, ones in vocabulary.synonyms.items() for other in ones
        ]
        self._subject = Phrasebook(pair for pair in synonyms if self.subject.issuperset(pair[1]))
        self._synonyms = Phrasebook([*synonyms, *((_words(filler), ()) for filler in vocabulary.fillers)])
        names = {self._spelt(fold(name)): kind for kind, ones in vocabulary.names.items() for name in ones}
        self._names = Phrasebook((words, (f"{{{kind}}}",)) for words, kind in names.items())
        self.vocabulary = self._synonyms.words | self._names.words
        """The words of the editors' synonyms and names."""
        self._repair = WordRepair(Counter(self.vocabulary) + Counter(counts), english)
        self.english: Container[str] = self._repair
        """All words that are left as they are."""

    def read(self, message: str) -> Text:
        """Return what was read of a message."""
        folded = fold(_SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), message))
        return self._text(folded, self._meant(self.repaired(folded)))

    def repaired(self, folded: str) -> list[str]:
        """Return the last words of a folded message, our subject in one spelling and typos repaired."""
        return self._repair.repair(self._subject.read(folded.split()[-MAX_WORDS:]))

    def as_written(self, text: str) -> Text:
        """Return what was read of an example: its spelling is taken as it is."""
        folded = fold(text)
        return self._text(folded, self._spelt(folded))

    def _spelt(self, folded: str) -> Words:
        return self._meant(self._subject.read(folded.split()))

    def _meant(self, words: Sequence[str]) -> Words:
        # “Hey” says nothing before a question, and is a greeting by itself.
        return self._synonyms.read(words) or tuple(words)

    def _text(self, folded: str, words: Words) -> Text:
        slots = self._names.read(words)
        names = frozenset(word[1:-1] for word in slots if word[0] == "{")
        has_subject = not self.subject.isdisjoint(words)
        return Text(folded, words, slots, names, has_subject, has_subject or not self._ours.isdisjoint(names))


def _words(text: str) -> Words:
    return tuple(fold(text).split())
