"""From what editors wrote to what answers need: the only place that knows scikit-learn."""

from bot.learning.examples import ExampleMatcher, matcher

__all__ = ["ExampleMatcher", "matcher"]
