"""Thresholds are found by their cost, on questions that the matcher was not shown."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.evaluation.calibrate import FALSE_ANSWER, LOST, Calibration, as_yaml, calibrate
from bot.knowledge import Intent, Kind, Knowledge, Thresholds
from tests.knowledge.base import THRESHOLDS, Base


def shortened(knowledge: Knowledge, *, examples: int, gaps: int) -> Knowledge:
    """The knowledge base with few examples of each intent and each red flag, and few gaps."""
    left_out = {gap.id for gap in knowledge.of_kind(Kind.GAP)[gaps:]}
    intents: dict[str, Intent] = {
        i.id: replace(i, examples=i.examples[:examples])
        for i in knowledge.intents.values()
        if i.id not in left_out
    }
    flags = {flag: ones[:examples] for flag, ones in knowledge.red_flags.examples.items()}
    red_flags = replace(knowledge.red_flags, examples=flags)
    return replace(knowledge, intents=intents, red_flags=red_flags)


@pytest.fixture(scope="module")
def few(knowledge: Knowledge) -> Knowledge:
    """Enough that there is something to learn and something to hold out."""
    return shortened(knowledge, examples=8, gaps=2)


@pytest.fixture(scope="module")
def calibration(few: Knowledge) -> Calibration:
    """Its calibration."""
    return calibrate(few)


def test_the_thresholds_cost_no_more_than_others(calibration: Calibration) -> None:
    """They are better than answering always and better than never answering."""
    assert 0 < calibration.thresholds.answered < 100
    assert calibration.cost < min(FALSE_ANSWER, LOST)
    assert set(calibration.fates) == {"answered", "gaps", "smalltalk", "out_of_scope", "unforeseen"}


@pytest.mark.proof
def test_calibrating_twice_gives_the_same(knowledge: Knowledge) -> None:
    """At every run, on every machine."""
    few = shortened(knowledge, examples=10, gaps=10)
    assert calibrate(few) == calibrate(few)


def test_what_is_written_can_be_read(tmp_path: Path, calibration: Calibration) -> None:
    """The file holds the thresholds, and above them what was found, for a person to review."""
    text = as_yaml(calibration)
    base = Base(tmp_path)
    base.write(THRESHOLDS, text.encode())
    assert base.load().thresholds == calibration.thresholds
    assert text.startswith("# How sure is sure enough")
    assert "#   unforeseen (" in text


def test_every_threshold_is_a_score(tmp_path: Path) -> None:
    """A number that is no score is named with its place and the remedy."""
    base = Base(tmp_path)
    base.write(THRESHOLDS, "".join(f"{field.name}: 101\n" for field in fields(Thresholds)).encode())
    assert base.problems()[0] == (
        f"{THRESHOLDS}:1:1: 101 is no score, write 0 to 100, or run “evaluate --calibrate” (score-range)"
    )
    assert len(base.problems()) == len(fields(Thresholds))
