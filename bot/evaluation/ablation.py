"""The same questions, asked of a bot that lacks a mechanism, or whose knowledge was edited by a line.

A mechanism is taken away from the knowledge, and then all is learnt anew, or from what was learnt.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from bot.conversation import Conversation, Help, Reply
from bot.evaluation.questions import QuestionsError
from bot.evaluation.typos import SEED
from bot.knowledge import FULL_SCORE, Band, Intent, Kind, Knowledge, Ordinary, Text
from bot.learning import learn
from bot.understanding import Learnt
from bot.understanding.fuzzy import WordSet

ADDED = ("could you tell me about {}", "what about {} then", "anything on {}", "i wonder about {}")
"""Frames of a line that is added, about the intent's label."""

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
    none = dict.fromkeys(learnt.intents.examples, "")
    return replace(learnt, intents=replace(learnt.intents, examples=none))


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


def of_edits(
    knowledge: Knowledge,
    learnt: Learnt,
    questions: Sequence[str],
    edits: int,
) -> Iterator[str]:
    """Yield for each of some seeded edits how many verdicts it changes that are not about its intent."""
    before = _ask(knowledge, learnt, questions)
    yield f"{edits} edits, {len(questions):,} questions: verdicts that change, not about it / alarms lost"
    random, worst, lost_in_all = Random(SEED), 0, 0  # noqa: S311 - a choice, not a secret
    for number in range(edits):
        intent = random.choice(knowledge.of_kind(Kind.ANSWERED))
        what, edited = _edited(intent, number, random)
        changed = replace(knowledge, intents={**knowledge.intents, intent.id: edited})
        pairs = list(zip(before, _ask(changed, learn(changed), questions), strict=True))
        others = sum(
            _verdict(one) != _verdict(two) and intent.id not in {*one.intents, *two.intents}
            for one, two in pairs
        )
        alarms = [(one, two) for one, two in pairs if one.help is Help.TAKES_OVER]
        lost = sum(two.help is not Help.TAKES_OVER for _, two in alarms)
        worst, lost_in_all = max(worst, others), lost_in_all + lost
        yield f"  {what:<9}{intent.id:<20}{others:3} /{lost:2}"
    yield f"at most {worst}, alarms lost {lost_in_all}"


def _edited(intent: Intent, number: int, random: Random) -> tuple[str, Intent]:
    lines = list(intent.examples)
    at = random.randrange(len(lines))
    match number % 3:
        case 0:
            what, lines = "added", [*lines, Text(ADDED[number % len(ADDED)].format(intent.label))]
        case 1:
            what, lines = "removed", lines[:at] + lines[at + 1 :]
        case _:
            what, lines = "reworded", [*lines[:at], Text(f"please, {lines[at]}"), *lines[at + 1 :]]
    return what, replace(intent, examples=tuple(lines))


def _ask(knowledge: Knowledge, learnt: Learnt, questions: Sequence[str]) -> list[Reply]:
    conversation = Conversation(knowledge, learnt)
    return [conversation.reply_to(text) for text in questions]


def _verdict(reply: Reply) -> tuple[str, tuple[str, ...]]:
    return reply.outcome, reply.intents[:1]
