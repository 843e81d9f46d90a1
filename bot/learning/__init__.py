"""From what editors wrote to what answers need: the only place that knows scikit-learn."""

from bot.knowledge import Knowledge
from bot.learning import alarms
from bot.learning.examples import ExampleMatcher, matcher
from bot.learning.intents import learn_intents
from bot.learning.lessons import lessons
from bot.understanding import Learnt

__all__ = ["ExampleMatcher", "learn", "learn_intents", "matcher", "sentences"]


def sentences(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return what the examples of each intent stand for."""
    said: dict[str, list[str]] = {intent: [] for intent in knowledge.intents}
    for lesson in lessons(knowledge.phrasings, knowledge.vocabulary.names, ()):
        said[lesson.intent].append(lesson.text)
    return said


def learn(knowledge: Knowledge) -> Learnt:
    """Return all that is learnt of a knowledge base."""
    return Learnt(learn_intents(knowledge), alarms.learn(alarms.examples_of(knowledge)))
