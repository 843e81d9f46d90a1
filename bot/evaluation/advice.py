"""What could be better, found by reading lines as the bot reads them."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from bot.knowledge import Knowledge, Problem, Text
from bot.knowledge.golden import Golden
from bot.knowledge.rules import Finding, apply
from bot.knowledge.rules.registry import Rule
from bot.understanding.features import stem
from bot.understanding.folding import fold
from bot.understanding.patterns import expand
from bot.understanding.text import TextReader


def advise(knowledge: Knowledge, golden: Sequence[Golden] = ()) -> list[Problem]:
    """Return what could be better in a knowledge base that is sound, and measured with golden questions."""
    rules: dict[str, Rule] = {
        "near-duplicate": _near_duplicates,
        "golden-example": partial(_golden_examples, golden),
    }
    return apply(rules, knowledge, is_advice=True)


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
