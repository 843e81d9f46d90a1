"""A matcher that learns the examples of any intents and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from bot.knowledge import Vocabulary
from bot.learning.linear import learn
from bot.understanding.features import of_question
from bot.understanding.matcher import Candidate, Matcher, as_compared
from bot.understanding.text import TextReader


class ExampleMatcher:
    """Matches texts with the examples that it was given."""

    def __init__(self, reader: TextReader, matcher: Matcher) -> None:
        self._reader = reader
        self._matcher = matcher

    def match(self, text: str) -> list[Candidate]:
        """Return the intents that a text may mean, best first."""
        words = self._reader.read(text).words
        return list(self._matcher.candidates(words, of_question(words)))


def matcher(examples: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None) -> ExampleMatcher:
    """Return a matcher of some intents (id to sample phrasings).

    The words of an intent's name say what it is about, so they are learnt as one more example.
    """
    vocabulary = vocabulary or Vocabulary()
    plain = TextReader(vocabulary, {})
    read = {
        intent: [plain.as_written(text).words for text in (*ones, intent.replace("_", " "))]
        for intent, ones in examples.items()
        if ones
    }
    model = learn([(of_question(words), intent) for intent, ones in read.items() for words in ones])
    compared = {intent: list(map(as_compared, ones[:-1])) for intent, ones in read.items()}
    counts = Counter(chain.from_iterable(chain.from_iterable(read.values())))
    return ExampleMatcher(TextReader(vocabulary, counts), Matcher(model, compared))
