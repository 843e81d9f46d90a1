"""What could be better: lines that another intent says, too, or would take; examples that are golden."""

from pathlib import Path

import pytest

from bot.evaluation import overmatch
from bot.evaluation.calibration import FOLDS, held_out
from bot.evaluation.lint import advise
from bot.evaluation.questions import Golden, read_golden
from bot.knowledge import Knowledge, Text
from bot.learning.intents import taught
from tests.knowledge.base import Base, gap, intent
from tests.test_golden import FOLDER


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A small knowledge base."""
    return Base(tmp_path)


def test_a_line_that_reads_like_one_of_another_intent_is_named(base: Base) -> None:
    """Synonyms, endings and fillers make no difference; a line of the same intent may repeat another."""
    base.edit(
        intent({"examples": '["how is b12 doing", "how are b12 doing"]'}),
        gap({"examples": '[①"please, how is b 12 doing", "how is b12 done for"]'}),
    )
    found = [str(problem) for problem in advise(base.load()) if problem.rule == "near-duplicate"]
    what = "“please, how is b 12 doing” is read like “how is b12 doing” in line"
    assert len(found) == 1
    assert found[0].startswith(f"{base.located(['①'])[0]}: advice: {what}")
    assert found[0].endswith(", of “extra”: keep one, or tell them apart (near-duplicate)")


def test_an_example_that_is_a_golden_question_is_named(base: Base) -> None:
    """It would only show that it was learnt."""
    base.edit(intent({"examples": '[①"Why B12?"]'}))
    golden = [Golden(outcome=Text("answer"), questions=(Text("why b12"),))]
    found = [str(problem) for problem in advise(base.load(), golden) if problem.rule == "golden-example"]
    what = "“Why B12?” is a golden question, too (?:1): put one of the two in other words (golden-example)"
    assert found == base.located([f"①: advice: {what}"])


def test_nothing_here_could_be_better(knowledge: Knowledge) -> None:
    """This repository's own lines, beside its own golden questions."""
    assert advise(knowledge, read_golden(sorted(FOLDER.glob("*.yaml")))) == []


def test_every_lesson_is_held_out_once_with_all_of_its_line(base: Base) -> None:
    """So nothing is judged by what it taught."""
    lessons = taught(base.load())
    folds = [held_out(lessons, fold) for fold in range(FOLDS)]
    assert sum(len(held) for _, held in folds) == len(lessons)
    for kept, held in folds:
        assert {one.source for one in kept}.isdisjoint(one.source for one in held)


def test_a_line_that_another_intent_would_take_is_named(base: Base) -> None:
    """A line among those of another intent; those that stand where they belong are not."""
    colours = ("red", "green", "blue", "black", "white", "yellow", "brown", "purple")
    teapots = ", ".join(f'"which {colour} teapot holds most water"' for colour in colours)
    bicycles = ", ".join(f'"how fast does a {colour} bicycle go"' for colour in colours)
    stray = f'[{bicycles}, ①"which pink teapot holds most water"]'
    base.edit(
        intent({"label": "Pots", "examples": f"[{teapots}]"}, "pots"),
        intent({"label": "Wheels", "examples": stray}, "wheels"),
    )
    ours = {"teapot", "bicycle"}
    found = [str(one) for one in overmatch.advise(base.load()) if ours.intersection(one.text.split())]
    what = "had it not been learnt, “which pink teapot holds most water” would be taken for “pots”"
    assert [one.partition(" (")[0] for one in found] == base.located([f"①: advice: {what}"])
