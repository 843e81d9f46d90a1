"""What `check` finds only by understanding: texts that, once folded, are the same, nothing, or a red flag."""

from collections.abc import Iterator
from itertools import chain

from bot.knowledge import Knowledge, Problem
from bot.knowledge.problems import repeats
from bot.knowledge.rules import Finding, apply
from bot.understanding.folding import fold
from bot.understanding.languages import LanguageFinder
from bot.understanding.phrases import alternatives
from bot.understanding.red_flags import RedFlagFinder


def check(knowledge: Knowledge) -> list[Problem]:
    """Return the problems of a knowledge base that loads."""
    rules = {
        "folds-to-nothing": _nothing,
        "repeated-example": _repeated_examples,
        "repeated-label": _repeated_labels,
        "red-flag": _red_flags,
        "turned-away": _turned_away,
    }
    return sorted(apply(rules, knowledge))


def _nothing(knowledge: Knowledge) -> Iterator[Finding]:
    vocabulary = knowledge.vocabulary
    words = (
        *vocabulary.subject,
        *vocabulary.menu_words,
        *vocabulary.fillers,
        *knowledge.red_flags.check_typos,
        *knowledge.dialogue.phrases,
    )
    others = chain.from_iterable(vocabulary.synonyms.values())
    for text in (*words, *others, *knowledge.labels, *knowledge.examples):
        if not fold(text):
            yield text, f"“{text}” has no letter or digit to compare, write a word"


def _repeated_examples(knowledge: Knowledge) -> Iterator[Finding]:
    for example, first in repeats(knowledge.examples, fold):
        yield example, f"“{example}” is the same as “{first}” in line {first.mark.line}, keep one"


def _repeated_labels(knowledge: Knowledge) -> Iterator[Finding]:
    for label, first in repeats(knowledge.labels, fold):
        yield label, f"the label “{label}” is typed like “{first}” in {first.mark}, choose another"


def _red_flags(knowledge: Knowledge) -> Iterator[Finding]:
    finder = RedFlagFinder(knowledge.red_flags, knowledge.vocabulary)
    phrases = knowledge.dialogue.phrases
    found = chain(
        ((text, text, finder.find(text)) for text in (*knowledge.labels, *knowledge.examples)),
        ((at, text, finder.find(text, is_known=True)) for at in phrases for text in alternatives(at)),
    )
    for at, text, flagged in found:
        # One that gives way to answers keeps nobody from an answer.
        if flagged and not flagged.flag.gives_way:
            what = f"“{text}” is caught as “{flagged.flag.id}” before it is matched"
            yield at, f"{what}, reword it or the phrase"


def _turned_away(knowledge: Knowledge) -> Iterator[Finding]:
    english = frozenset(chain.from_iterable(fold(example).split() for example in knowledge.examples))
    finder = LanguageFinder(knowledge.languages, english, knowledge.vocabulary.subject)
    for text in (*knowledge.labels, *knowledge.examples, *knowledge.dialogue.phrases):
        if language := finder.find(text):
            yield (
                text,
                f"“{text}” is taken for {language.name}, remove the words that say so in languages.yaml",
            )
