"""From what editors wrote to what answers need: the only place that knows scikit-learn."""

from bot.knowledge import Knowledge
from bot.learning import alarms
from bot.learning.intents import learn_facets, learn_intents, matcher
from bot.understanding import Learnt
from bot.understanding.phrases import expand

__all__ = ["learn", "matcher", "sentences"]


def sentences(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return what the examples of each intent stand for."""
    names = knowledge.vocabulary.names
    return {
        intent: [sentence for line in lines for sentence in expand(line, names)]
        for intent, lines in knowledge.phrasings.items()
    }


def learn(knowledge: Knowledge) -> Learnt:
    """Return all that is learnt of a knowledge base."""
    learnt_alarms = alarms.learn(alarms.examples_of(knowledge))
    return Learnt(learn_intents(knowledge), learnt_alarms, learn_facets(knowledge))
