"""What each mechanism buys: the same questions, asked of a bot that lacks it. `evaluate --without NAME`.

A mechanism is taken away from the knowledge, and then all is learnt anew, or from what was learnt.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation import Conversation
from bot.evaluation.questions import QuestionsError
from bot.knowledge import FULL_SCORE, Knowledge
from bot.knowledge.model import Band, Ordinary
from bot.learning import learn
from bot.understanding import Learnt
from bot.understanding.fuzzy import WordSet

Change = Callable[[Knowledge], Knowledge]
Cut = Callable[[Learnt], Learnt]


def without(name: str, knowledge: Knowledge, learnt: Learnt) -> Conversation:
    """Return a bot that lacks a mechanism.

    Raises:
        QuestionsError: if there is none of this name.
    """
    if cut := LEARNT.get(name):
        return Conversation(knowledge, cut(learnt))
    if change := KNOWLEDGE.get(name):
        changed = change(knowledge)
        return Conversation(changed, learn(changed))
    raise QuestionsError(f"there is no mechanism “{name}”, use one of: {', '.join(NAMES)}")


def _names_in_one_form(knowledge: Knowledge) -> Knowledge:
    names = {kind: ones[:1] for kind, ones in knowledge.vocabulary.names.items()}
    return replace(knowledge, vocabulary=replace(knowledge.vocabulary, names=names))


def _synonyms(knowledge: Knowledge) -> Knowledge:
    vocabulary = knowledge.vocabulary
    ours = {word: ones for word, ones in vocabulary.synonyms.items() if word in vocabulary.subject}
    return replace(knowledge, vocabulary=replace(vocabulary, synonyms=ours))


def _alarm_phrases(knowledge: Knowledge) -> Knowledge:
    flags = tuple(replace(flag, phrases=()) for flag in knowledge.red_flags.flags)
    return replace(knowledge, red_flags=replace(knowledge.red_flags, flags=flags))


def _alarm_model(knowledge: Knowledge) -> Knowledge:
    never = dict.fromkeys(knowledge.red_flags.bands, Band(FULL_SCORE + 1, FULL_SCORE + 1))
    return replace(knowledge, red_flags=replace(knowledge.red_flags, bands=never))


def _no_likeness(learnt: Learnt) -> Learnt:
    return replace(
        learnt, intents=replace(learnt.intents, examples=dict.fromkeys(learnt.intents.examples, ()))
    )


def _no_repair(learnt: Learnt) -> Learnt:
    return replace(learnt, intents=replace(learnt.intents, counts={}))


LEARNT: Mapping[str, Cut] = {
    "repair": _no_repair,
    "likeness": _no_likeness,
    "rapidfuzz": lambda learnt: _no_repair(_no_likeness(learnt)),
    "english": lambda learnt: replace(learnt, intents=replace(learnt.intents, english=WordSet())),
}
"""Mechanisms that what was learnt makes possible."""
KNOWLEDGE: Mapping[str, Change] = {
    "names": _names_in_one_form,
    "synonyms": _synonyms,
    "circumstances": lambda knowledge: replace(
        knowledge, vocabulary=replace(knowledge.vocabulary, circumstances=())
    ),
    "ordinary": lambda knowledge: replace(knowledge, ordinary=Ordinary()),
    "alarm-phrases": _alarm_phrases,
    "alarm-model": _alarm_model,
}
"""Mechanisms that editors' files make possible."""
NAMES = (*LEARNT, *KNOWLEDGE)
