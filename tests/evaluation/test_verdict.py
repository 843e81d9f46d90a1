"""What a reply is worth to the one who asked."""

import pytest

from bot.conversation import Outcome, Reply
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("group", "outcome", "intents", "verdict"),
    [
        (Group.COVERED, Outcome.ANSWER, ("x",), Verdict.RIGHT),
        (Group.COVERED, Outcome.ANSWER, ("y", "x"), Verdict.RIGHT),
        (Group.COVERED, Outcome.ANSWER, ("y",), Verdict.WRONG),
        (Group.COVERED, Outcome.GAP, ("y",), Verdict.WRONG),
        (Group.COVERED, Outcome.SUGGEST, ("y", "x"), Verdict.SUGGESTED),
        (Group.COVERED, Outcome.SUGGEST, ("y",), Verdict.DECLINED),
        (Group.COVERED, Outcome.FALLBACK, (), Verdict.DECLINED),
        (Group.GAP, Outcome.GAP, ("x",), Verdict.RIGHT),
        (Group.GAP, Outcome.GAP, ("y",), Verdict.DECLINED),
        (Group.GAP, Outcome.ANSWER, ("y",), Verdict.WRONG),
        (Group.GAP, Outcome.SUGGEST, ("y",), Verdict.SUGGESTED),
        (Group.SMALL_TALK, Outcome.SMALL_TALK, ("x",), Verdict.RIGHT),
        (Group.SMALL_TALK, Outcome.ANSWER, ("y",), Verdict.WRONG),
        (Group.OFF_TOPIC, Outcome.FALLBACK, (), Verdict.RIGHT),
        (Group.OFF_TOPIC, Outcome.ANSWER, ("y",), Verdict.WRONG),
        (Group.OFF_TOPIC, Outcome.SUGGEST, ("y",), Verdict.SUGGESTED),
        (Group.OFF_TOPIC, Outcome.GAP, ("y",), Verdict.DECLINED),
        (Group.RED_FLAG, Outcome.RED_FLAG, ("x",), Verdict.RIGHT),
        (Group.RED_FLAG, Outcome.FALLBACK, (), Verdict.WRONG),
        (Group.RED_FLAG, Outcome.ANSWER, ("y", "x"), Verdict.RIGHT),
        (Group.ANY_GAP, Outcome.GAP, ("y",), Verdict.RIGHT),
        (Group.ANY_GAP, Outcome.ANSWER, ("y",), Verdict.WRONG),
        (Group.ANY_GAP, Outcome.SUGGEST, ("y",), Verdict.SUGGESTED),
        (Group.ANY_GAP, Outcome.FALLBACK, (), Verdict.DECLINED),
        (Group.HARMLESS, Outcome.ANSWER, ("y",), Verdict.RIGHT),
        (Group.HARMLESS, Outcome.PERSONAL, ("x",), Verdict.WRONG),
    ],
)
def test_verdicts(group: Group, outcome: Outcome, intents: tuple[str, ...], verdict: Verdict) -> None:
    """A question of a group that should reach `x`."""
    assert judge(group, "x", Reply(outcome, (), "", intents=intents)) is verdict


def test_every_label_has_a_group(knowledge: Knowledge) -> None:
    """Intents, red flags, and the outcomes that golden files name."""
    by_label = groups(knowledge)
    assert by_label["causes"] is Group.COVERED
    assert by_label["dose"] is Group.GAP
    assert by_label["greeting"] is Group.SMALL_TALK
    assert by_label["crisis"] is by_label["personal"] is Group.RED_FLAG
    assert by_label["fallback"] is by_label["out_of_scope"] is Group.OFF_TOPIC
    assert by_label["not_red_flag"] is Group.HARMLESS
    assert by_label["gap"] is by_label["unforeseen"] is Group.ANY_GAP
