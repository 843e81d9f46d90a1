"""From what editors wrote to what answers need: the only place that knows scikit-learn."""

from bot.learning.examples import ExampleMatcher, matcher
from bot.learning.intents import learn_intents

__all__ = ["ExampleMatcher", "learn_intents", "matcher"]
