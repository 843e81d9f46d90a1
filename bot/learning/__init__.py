"""From what editors wrote to what answers need: the only place that knows scikit-learn."""

from bot.knowledge import Knowledge
from bot.learning import alarms
from bot.learning.examples import ExampleMatcher, matcher
from bot.learning.intents import learn_facets, learn_intents
from bot.understanding import Learnt

__all__ = ["ExampleMatcher", "learn", "learn_intents", "matcher"]


def learn(knowledge: Knowledge) -> Learnt:
    """Return all that is learnt of a knowledge base."""
    learnt_alarms = alarms.learn(alarms.examples_of(knowledge))
    return Learnt(learn_intents(knowledge), learnt_alarms, learn_facets(knowledge))
