"""Learns the facets of each intent: one small model an intent, of the examples of its facets."""

from itertools import chain

from bot.knowledge import Intent, Knowledge
from bot.learning.linear import learn
from bot.understanding.facets import LearntFacets
from bot.understanding.matcher import as_compared
from bot.understanding.patterns import expand
from bot.understanding.text import Text, TextReader


def learn_facets(knowledge: Knowledge) -> dict[str, LearntFacets]:
    """Return what is learnt of the facets of every intent that has some."""
    reader = TextReader(knowledge.vocabulary, {})
    intents = (intent for intent in knowledge.intents.values() if intent.facets)
    return {intent.id: _learnt(intent, knowledge, reader) for intent in intents}


def _learnt(intent: Intent, knowledge: Knowledge, reader: TextReader) -> LearntFacets:
    said: dict[str, dict[str, Text]] = {
        facet.id: {
            sentence: reader.as_written(sentence)
            for line in facet.examples
            for sentence in expand(line, knowledge.vocabulary.names)
        }
        for facet in intent.facets
    }
    bags = chain.from_iterable(
        ((read.bag, facet) for read in texts.values()) for facet, texts in said.items()
    )
    return LearntFacets(
        learn(list(bags)),
        {
            facet: tuple({as_compared(read.words): sentence for sentence, read in texts.items()}.items())
            for facet, texts in said.items()
        },
    )
