"""What `check` finds only by reading lines as the bot does: the same line twice, nothing, a red flag."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from bot.evaluation.questions import Golden
from bot.knowledge import Kind, Knowledge, KnowledgeError, Problem, Text, load
from bot.knowledge.problems import repeats
from bot.knowledge.rules import Finding, Rule, apply
from bot.understanding.alarms import Alarm, Phrase
from bot.understanding.folding import fold
from bot.understanding.learnt import Learnt
from bot.understanding.model import stem
from bot.understanding.phrases import SIGNS, PatternError, alternatives, count, expand, parse
from bot.understanding.text import TextReader
from bot.understanding.understander import Understander

MOST_TEXTS = 500
"""Texts that one phrase of a dialogue may stand for: each is kept."""
MOST_SENTENCES = 100_000
"""Sentences that a template may stand for: of more than that nobody knows what they say."""
MOST_EXAMPLES = 100
"""Examples or templates of an intent: more than that nobody reads."""
MOST_WORDS = 8
"""Words of a line that is short enough to hold for every name of the condition."""
TRIED = 3
"""Sentences of a template that are tried for what they must not be."""


def check(knowledge: Knowledge, learnt: Learnt) -> list[Problem]:
    """Return the problems of a knowledge base that can be learnt, given what was learnt of it."""
    understander = Understander(knowledge, learnt)
    rules: dict[str, Rule] = {
        "unslotted": _unslotted,
        "too-many-examples": _too_many,
        "folds-to-nothing": _nothing,
        "repeated-example": _repeated_examples,
        "repeated-label": _repeated_labels,
        "phrase": _phrases,
        "repeated-phrase": _repeated_phrases,
        "red-flag": partial(_red_flags, understander),
        "turned-away": partial(_turned_away, understander),
    }
    return sorted(apply(rules, knowledge))


def advise(knowledge: Knowledge, golden: Sequence[Golden] = ()) -> list[Problem]:
    """Return what could be better in a knowledge base that is sound, and measured with golden questions."""
    rules: dict[str, Rule] = {
        "near-duplicate": _near_duplicates,
        "golden-example": partial(_golden_examples, golden),
    }
    return apply(rules, knowledge, is_advice=True)


def load_to_learn(folder: Path | None = None) -> Knowledge:
    """Return a knowledge base that can be learnt.

    Raises:
        KnowledgeError: with every problem of every file; then with those of the templates.
    """
    knowledge = load(folder)
    if problems := apply({"template": _templates}, knowledge):
        raise KnowledgeError(problems)
    return knowledge


def _nothing(knowledge: Knowledge) -> Iterator[Finding]:
    vocabulary = knowledge.vocabulary
    words = (*vocabulary.subject, *vocabulary.menu_words, *vocabulary.fillers)
    phrases = (*knowledge.red_flags.check_typos, *knowledge.dialogue.phrases)
    others = chain.from_iterable(vocabulary.synonyms.values())
    for text in (*words, *phrases, *others, *knowledge.labels, *knowledge.examples):
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
        if sign := _sign(phrase):
            remedy = "where a phrase is a whole message; write the words out"
            yield phrase, f"“{sign}” stands for nothing here, {remedy}"
        elif (texts := count(parse(phrase))) > MOST_TEXTS:
            yield phrase, f"this phrase stands for {texts:,} texts, split it: at most {MOST_TEXTS} a phrase"


def _sign(phrase: str) -> str | None:
    """Return a sign of a phrase that stands for other words, if it has any."""
    return next((sign for sign in SIGNS if sign in phrase), None)


def _said(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Yield each phrase of a dialogue with each text that it stands for; none that `_phrases` refuses."""
    for phrase in knowledge.dialogue.phrases:
        if not _sign(phrase) and count(parse(phrase)) <= MOST_TEXTS:
            for text in dict.fromkeys(alternatives(phrase)):
                yield phrase, text


def _repeated_phrases(knowledge: Knowledge) -> Iterator[Finding]:
    said = (Text(text, phrase.mark) for phrase, text in _said(knowledge))
    for text, first in repeats(said, str):
        yield text, f"“{text}” already says something in line {first.mark.line}, keep one"


def _templates(knowledge: Knowledge) -> Iterator[Finding]:
    names = knowledge.vocabulary.names
    for line in (*knowledge.examples, *knowledge.vocabulary.circumstances):
        try:
            sentences = count(parse(line, names))
        except PatternError as error:
            yield line, f"“{line}”: {error}"
            continue
        if not any(map(fold, expand(line, names))):
            yield line, f"“{line}” stands for nothing, write a word"
        elif sentences > MOST_SENTENCES:
            what = f"this template stands for {sentences:,} sentences, split it"
            yield line, f"{what}: at most {MOST_SENTENCES:,}"


def _unslotted(knowledge: Knowledge) -> Iterator[Finding]:
    """Find short lines that name the condition by one name, in an intent that has it in a slot elsewhere.

    What is learnt of one name only is understood with that name only.
    """
    slot = next(iter(knowledge.vocabulary.ours), "")
    names = [f" {fold(name)} " for name in knowledge.vocabulary.names_of([slot])]
    for intent in knowledge.of_kind(Kind.ANSWERED):
        if any(f"{{{slot}" in line for line in intent.examples):
            for line in intent.examples:
                folded = f" {fold(line)} "
                name = next((one for one in names if one in folded), None)
                # A line with alternatives was thought over: “what is (pernicious anemia)” is about the name.
                if name and not {"{", "("}.intersection(line) and len(folded.split()) <= MOST_WORDS:
                    what = f"“{line}” names the condition by one name only"
                    yield line, f"{what}, write {{{slot}}} in place of “{name.strip()}”"


def _too_many(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if len(intent.examples) > MOST_EXAMPLES and intent.kind is not Kind.OUT_OF_SCOPE:
            what = f"“{intent.id}” has {len(intent.examples)} examples, keep {MOST_EXAMPLES} at most"
            yield intent.id, f"{what}: templates say more in fewer lines"


def _red_flags(understander: Understander, knowledge: Knowledge) -> Iterator[Finding]:
    """Find labels and follow-ups that a phrase of an alarm takes over, and examples of which nothing is left.

    One sentence of a template may well be personal (“do i need …”); a crisis or an emergency must not be.
    What a line is only like takes nothing over: editors know these lines word for word.
    """
    own: dict[Text, list[str]] = {}
    for at, text in _own(knowledge):
        own.setdefault(at, []).append(text)
    for at, texts in own.items():
        caught = [alarm for text in texts if (alarm := _takes_over(understander.alarms.find(text)))]
        if caught and (len(caught) == len(texts) or any(alarm.flag.concern is None for alarm in caught)):
            yield at, _caught(at, caught[0])
    for at, text in _said(knowledge):
        if alarm := _takes_over(understander.alarms.find(text)):
            yield at, _caught(text, alarm)


def _caught(text: str, alarm: Alarm) -> str:
    return f"“{text}” is caught as “{alarm.flag.id}” before it is matched, reword it or the phrase"


def _takes_over(alarm: Alarm | None) -> Alarm | None:
    """Return an alarm that is found by a phrase, and keeps somebody from an answer."""
    return alarm if alarm and alarm.keeps_from_answer and isinstance(alarm.why, Phrase) else None


def _turned_away(understander: Understander, knowledge: Knowledge) -> Iterator[Finding]:
    for at, text in _own(knowledge):
        if language := understander.language_of(fold(text)):
            what = f"“{text}” is taken for {language.name}, remove the words that say so in languages.yaml"
            yield at, what


def _own(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Yield labels, and some of the sentences that each example stands for."""
    yield from ((label, label) for label in knowledge.labels)
    for line in knowledge.examples:
        for sentence in expand(line, knowledge.vocabulary.names, TRIED):
            yield line, sentence


def _near_duplicates(knowledge: Knowledge) -> Iterator[Finding]:
    """Find lines of two intents that are the same once they are read: synonyms, endings, fillers."""
    reader, names = TextReader(knowledge.vocabulary, {}), knowledge.vocabulary.names
    first: dict[tuple[str, ...], tuple[str, Text]] = {}
    found: set[Text] = set()
    for intent in knowledge.intents.values():
        for line in intent.examples:
            for sentence in expand(line, names):
                read = tuple(map(stem, reader.as_written(sentence).words))
                owner, other = first.setdefault(read, (intent.id, line))
                if read and owner != intent.id and line not in found:
                    found.add(line)
                    where = f"line {other.mark.line}, of “{owner}”"
                    yield (
                        line,
                        f"“{sentence}” is read like “{other}” in {where}: keep one, or tell them apart",
                    )


def _golden_examples(golden: Sequence[Golden], knowledge: Knowledge) -> Iterator[Finding]:
    asked = {fold(question): question for group in golden for question in group.questions}
    flags = knowledge.red_flags
    alarms = chain.from_iterable((*flags.examples.values(), *flags.look_alikes.values()))
    for line in chain(knowledge.examples, alarms):
        if question := asked.get(fold(line)):
            where = f"{question.mark.file.rpartition('/')[2]}:{question.mark.line}"
            yield line, f"“{line}” is a golden question, too ({where}): put one of the two in other words"
