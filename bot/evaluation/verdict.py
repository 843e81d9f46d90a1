"""Whether a reply is what a question should get."""

from collections.abc import Mapping
from enum import StrEnum

from bot.conversation import Outcome, Reply
from bot.knowledge import Kind, Knowledge

FALLBACK, HARMLESS = "fallback", "not_red_flag"
"""Labels of questions that are about something else, and of those that must just not set off an alarm."""


class Group(StrEnum):
    """What kind of question it is."""

    COVERED = "covered"
    GAP = "gap"
    OFF_TOPIC = "off-topic"
    SMALL_TALK = "small talk"
    RED_FLAG = "red flag"
    HARMLESS = "harmless"


class Verdict(StrEnum):
    """How a question fared, from good to bad."""

    RIGHT = "right"
    SUGGESTED = "suggested"
    """What it means is among the buttons (or, beside the article, other buttons): nothing false was said."""
    DECLINED = "declined"
    """Nothing was answered."""
    WRONG = "wrong"
    """Something else was answered, or the article was said to be silent where it is not."""


def groups(knowledge: Knowledge) -> dict[str, Group]:
    """Return the group of each label that a question may have."""
    of_kind = {
        Kind.ANSWERED: Group.COVERED,
        Kind.GAP: Group.GAP,
        Kind.SMALL_TALK: Group.SMALL_TALK,
        Kind.OUT_OF_SCOPE: Group.OFF_TOPIC,
    }
    labels: dict[str, Group] = {intent.id: of_kind[intent.kind] for intent in knowledge.intents.values()}
    labels |= {flag.id: Group.RED_FLAG for flag in knowledge.red_flags.flags}
    return labels | {FALLBACK: Group.OFF_TOPIC, HARMLESS: Group.HARMLESS}


_RIGHT: Mapping[Group, Outcome] = {
    Group.COVERED: Outcome.ANSWER,
    Group.GAP: Outcome.GAP,
    Group.SMALL_TALK: Outcome.SMALL_TALK,
    Group.OFF_TOPIC: Outcome.FALLBACK,
}
_WRONG: Mapping[Group, frozenset[Outcome]] = {
    Group.COVERED: frozenset({Outcome.ANSWER, Outcome.GAP, Outcome.SMALL_TALK}),
    Group.GAP: frozenset({Outcome.ANSWER}),
    Group.SMALL_TALK: frozenset({Outcome.ANSWER, Outcome.GAP}),
    Group.OFF_TOPIC: frozenset({Outcome.ANSWER}),
}
_ALARMS = frozenset({Outcome.RED_FLAG, Outcome.PERSONAL})


def judge(group: Group, label: str, reply: Reply) -> Verdict:
    """Return how a question of a group fared that should have reached `label`."""
    if group is Group.RED_FLAG:
        return Verdict.RIGHT if label in reply.intents else Verdict.WRONG
    if group is Group.HARMLESS:
        return Verdict.WRONG if reply.outcome in _ALARMS else Verdict.RIGHT
    hit = label in reply.intents or group is Group.OFF_TOPIC
    if hit and reply.outcome is _RIGHT[group]:
        return Verdict.RIGHT
    if reply.outcome in _WRONG[group]:
        return Verdict.WRONG
    if reply.outcome is Outcome.SUGGEST and (hit or group is not Group.COVERED):
        return Verdict.SUGGESTED
    return Verdict.DECLINED
