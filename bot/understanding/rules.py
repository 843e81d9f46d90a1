"""What `check` finds only by understanding: texts that, once folded, are the same, nothing, or a red flag."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from bot.knowledge import Knowledge, Problem, Text
from bot.knowledge.problems import repeats
from bot.knowledge.rules import Finding, apply
from bot.understanding.folding import fold
from bot.understanding.languages import LanguageFinder
from bot.understanding.phrases import alternatives, count, signs
from bot.understanding.profiles import Learnt
from bot.understanding.red_flags import RedFlagFinder
from bot.understanding.understander import Understander

MOST_TEXTS = 500
"""Texts that one phrase of a dialogue may stand for: each is kept."""


def check(knowledge: Knowledge, learnt: Learnt) -> list[Problem]:
    """Return the problems of a knowledge base that loads, given what was learnt of it."""
    rules: dict[str, Callable[[Knowledge], Iterator[Finding]]] = {
        "folds-to-nothing": _nothing,
        "repeated-example": _repeated_examples,
        "repeated-label": _repeated_labels,
        "phrase": _phrases,
        "repeated-phrase": _repeated_phrases,
        "red-flag": partial(_red_flags, Understander(knowledge, learnt).red_flags),
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


def _phrases(knowledge: Knowledge) -> Iterator[Finding]:
    for phrase in knowledge.dialogue.phrases:
        if found := signs(phrase):
            remedy = "where a phrase is a whole message; write the words out"
            yield phrase, f"“{min(found)}” stands for nothing here, {remedy}"
        elif (texts := count(phrase)) > MOST_TEXTS:
            yield phrase, f"this phrase stands for {texts:,} texts, split it: at most {MOST_TEXTS} a phrase"


def _said(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Yield each phrase of a dialogue with each text that it stands for; none that `_phrases` refuses."""
    for phrase in knowledge.dialogue.phrases:
        if not signs(phrase) and count(phrase) <= MOST_TEXTS:
            for text in dict.fromkeys(alternatives(phrase)):
                yield phrase, text


def _repeated_phrases(knowledge: Knowledge) -> Iterator[Finding]:
    said = (Text(text, phrase.mark) for phrase, text in _said(knowledge))
    for text, first in repeats(said, str):
        yield text, f"“{text}” already says something in line {first.mark.line}, keep one"


def _red_flags(finder: RedFlagFinder, knowledge: Knowledge) -> Iterator[Finding]:
    found = chain(
        ((text, text, finder.find(text)) for text in (*knowledge.labels, *knowledge.examples)),
        ((at, text, finder.find(text, is_known=True)) for at, text in _said(knowledge)),
    )
    for at, text, flagged in found:
        # One that gives way to answers keeps nobody from an answer.
        if flagged and not flagged.flag.gives_way:
            what = f"“{text}” is caught as “{flagged.flag.id}” before it is matched"
            yield at, f"{what}, reword it or the phrase"


def _turned_away(knowledge: Knowledge) -> Iterator[Finding]:
    finder = LanguageFinder.of(knowledge)
    own = ((text, text) for text in (*knowledge.labels, *knowledge.examples))
    for at, text in chain(own, _said(knowledge)):
        if language := finder.find(fold(text)):
            what = f"“{text}” is taken for {language.name}, remove the words that say so in languages.yaml"
            yield at, what
