"""What `check` finds only by understanding: texts that, once folded, are the same, nothing, or a red flag."""

from collections.abc import Iterator
from itertools import chain

from bot.knowledge import Knowledge, Problem, Text
from bot.understanding.folding import fold
from bot.understanding.red_flags import RedFlagFinder

Finding = tuple[Text, str]


def check(knowledge: Knowledge) -> list[Problem]:
    """Return the problems of a knowledge base that loads."""
    rules = {
        "folds-to-nothing": _nothing,
        "repeated-example": _repeated_examples,
        "repeated-label": _repeated_labels,
        "red-flag": _red_flags,
    }
    found = [Problem(at.mark, text, name) for name, rule in rules.items() for at, text in rule(knowledge)]
    return sorted(found)


def _nothing(knowledge: Knowledge) -> Iterator[Finding]:
    vocabulary = knowledge.vocabulary
    words = (
        *vocabulary.subject,
        *vocabulary.menu_words,
        *vocabulary.fillers,
        *knowledge.red_flags.check_typos,
    )
    others = chain.from_iterable(vocabulary.synonyms.values())
    for text in (*words, *others, *_labels(knowledge), *_examples(knowledge)):
        if not fold(text):
            yield text, f"“{text}” has no letter or digit to compare, write a word"


def _repeated_examples(knowledge: Knowledge) -> Iterator[Finding]:
    seen: dict[str, Text] = {}
    for example in _examples(knowledge):
        if first := seen.get(fold(example)):
            yield example, f"“{example}” is the same as “{first}” in line {first.mark.line}, keep one"
        seen[fold(example)] = example


def _repeated_labels(knowledge: Knowledge) -> Iterator[Finding]:
    seen: dict[str, Text] = {}
    for label in _labels(knowledge):
        if first := seen.get(fold(label)):
            yield label, f"the label “{label}” is typed like “{first}” in {first.mark}, choose another"
        seen[fold(label)] = label


def _red_flags(knowledge: Knowledge) -> Iterator[Finding]:
    finder = RedFlagFinder(knowledge.red_flags)
    for text in (*_labels(knowledge), *_examples(knowledge)):
        if found := finder.find(fold(text)):
            yield (
                text,
                f"“{text}” is caught as “{found.flag.id}” before it is matched, reword it or the phrase",
            )


def _labels(knowledge: Knowledge) -> Iterator[Text]:
    yield from (intent.label for intent in knowledge.intents.values() if intent.label)
    yield knowledge.messages.words.all_topics


def _examples(knowledge: Knowledge) -> Iterator[Text]:
    yield from chain.from_iterable(intent.examples for intent in knowledge.intents.values())
