"""Whether a reply is what a question should get."""

from collections.abc import Mapping
from enum import StrEnum

from bot.conversation import Outcome, Reply
from bot.knowledge import UNFORESEEN, Kind, Knowledge

FALLBACK, HARMLESS, ANY_GAP = "fallback", "not_red_flag", "gap"
"""Labels of questions that are about something else, of those that must just not set off an alarm, and of
those about our subject on which the article is silent, whichever gap says so."""
HELP = "help_lines"
"""The outcome of golden questions that must get help lines, alone or beside an answer."""


class Group(StrEnum):
    """What kind of question it is."""

    COVERED = "covered"
    GAP = "gap"
    ANY_GAP = "any gap"
    OFF_TOPIC = "off-topic"
    SMALL_TALK = "small talk"
    RED_FLAG = "red flag"
    HELP = "help lines"
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
    return labels | {
        FALLBACK: Group.OFF_TOPIC,
        HARMLESS: Group.HARMLESS,
        HELP: Group.HELP,
        ANY_GAP: Group.ANY_GAP,
        UNFORESEEN: Group.ANY_GAP,
    }


_OUTCOMES: Mapping[Group, tuple[Outcome, frozenset[Outcome]]] = {
    Group.COVERED: (Outcome.ANSWER, frozenset({Outcome.ANSWER, Outcome.GAP, Outcome.SMALL_TALK})),
    Group.GAP: (Outcome.GAP, frozenset({Outcome.ANSWER})),
    Group.ANY_GAP: (Outcome.GAP, frozenset({Outcome.ANSWER})),
    Group.SMALL_TALK: (Outcome.SMALL_TALK, frozenset({Outcome.ANSWER, Outcome.GAP})),
    Group.OFF_TOPIC: (Outcome.FALLBACK, frozenset({Outcome.ANSWER})),
}
"""Of each group: the outcome that is right, and those that are wrong if they are about something else."""
_BY_OUTCOME = frozenset({Group.OFF_TOPIC, Group.ANY_GAP})
"""Groups in which only the outcome matters."""
_ALARMS = frozenset({Outcome.RED_FLAG, Outcome.PERSONAL})


def judge(group: Group, label: str, reply: Reply) -> Verdict:
    """Return how a question of a group fared that should have reached `label`."""
    if group in {Group.HELP, Group.RED_FLAG}:
        has_it = reply.help if group is Group.HELP else label in reply.intents
        return Verdict.RIGHT if has_it else Verdict.WRONG
    if group is Group.HARMLESS:
        return Verdict.WRONG if reply.outcome in _ALARMS else Verdict.RIGHT
    hit = label in reply.intents or group in _BY_OUTCOME
    right, wrong = _OUTCOMES[group]
    if hit and reply.outcome is right:
        return Verdict.RIGHT
    if reply.outcome in wrong:
        return Verdict.WRONG
    if reply.outcome is Outcome.SUGGEST and (hit or group is not Group.COVERED):
        return Verdict.SUGGESTED
    return Verdict.DECLINED
