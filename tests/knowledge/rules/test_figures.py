"""Figures: only those that the article has."""

import pytest

from tests.knowledge.base import (
    ARTICLE,
    MESSAGES,
    RED_FLAGS,
    USED,
    Base,
    Edit,
    gap,
    intent,
    rewritten,
    statement,
)

REMEDY = "remove it, or add it to “figures” in article.yaml if the article has it (figure)"


def problem(figure: str) -> str:
    """Return what is said of a figure at ①."""
    return f"①: “{figure}” is a figure that the article does not have, {REMEDY}"


FOREIGN = [
    ("Less than 200 per ml.", "200 per ml"),
    ("Less than 150 pg per ml.", "150 pg per ml"),
    ("Less than 150 pg/mL.", "150 pg/ml"),
    ("Less than 150pmol/l.", "150pmol/l"),
    ("Measured per ml.", "per ml"),
    ("Measured in pmol.", "pmol"),
    ("Take 2.4 mcg per day.", "2.4 mcg per day"),
    ("Take some \u00b5g.", "\u03bcg"),
    ("Take some IU of it.", "iu"),
    ("Take it every day.", "every day"),
    ("Take it once a week.", "once a week"),
    ("It helps 5% of people.", "5%"),
    ("It helps ten percent.", "percent"),
    ("It takes twelve weeks.", "twelve"),
    ("It takes \u00bd of that.", "1"),
    ("B12 and B6 are vitamins.", "6"),
]


@pytest.mark.parametrize(("text", "figure"), FOREIGN)
def test_a_figure_that_the_article_does_not_have_is_named(base: Base, text: str, figure: str) -> None:
    """A number, a number with a unit, or a unit alone."""
    base.edit(rewritten(MESSAGES, "menu", f'①"{text}"'))
    assert base.located([problem(figure)])[0] in base.problems()
    assert {found.rpartition(" ")[2] for found in base.problems()} == {"(figure)"}


PLACES: list[tuple[str, Edit | tuple[Edit, ...]]] = [
    ("a statement", (statement({"text": "①Take 7 of it."}), USED)),
    ("a caveat", (statement({"caveat": "①Take 7 of it."}), USED)),
    ("small talk", rewritten(MESSAGES, "thanks", "①Take 7 of it.", under="smalltalk")),
    ("the profile", rewritten(MESSAGES, "description", "①Take 7 of it.", under="profile")),
    ("a label", intent({"label": "①Take 7 of it."})),
    ("a command", intent({"command": "①Take 7 of it."})),
    ("a topic", gap({"topic": "①whether to take 7 of it"})),
]


@pytest.mark.parametrize(("where", "edits"), PLACES, ids=[where for where, _ in PLACES])
def test_a_figure_is_found_in_every_text(base: Base, where: str, edits: Edit | tuple[Edit, ...]) -> None:
    """Wherever a person can receive it."""
    base.edit(*(edits if isinstance(edits, tuple) else (edits,)))
    assert base.problems() == base.located([problem("7")]), where


@pytest.mark.parametrize(
    "text",
    ["This 150 has no unit.", "Less than 150  per  ml.", "Two causes.", "B12, b-12 and B 12 are names."],
)
def test_what_the_article_has_passes(base: Base, text: str) -> None:
    """As it stands there; and B12 is a name, not a number."""
    base.edit(rewritten(MESSAGES, "menu", f'"{text}"'))
    assert base.problems() == []


def test_help_lines_have_numbers(base: Base) -> None:
    """The numbers in a red flag's reply are to be called; a unit is no help line."""
    base.edit(
        rewritten(RED_FLAGS, "lead", '①"Call 116 123 or 911. It is free 24/7. Take 5 mg."', "emergency")
    )
    assert base.problems() == base.located([problem("5 mg")])


def test_an_article_may_have_no_figures(base: Base) -> None:
    """Then every figure is ours, and refused."""
    base.edit(Edit(ARTICLE, 'figures: ["150 per ml", "150", "two"]', ""))
    assert len([found for found in base.problems() if "“150 per ml” is a figure" in found]) == 1


def test_a_figure_of_the_article_is_one(base: Base) -> None:
    """A list of figures holds figures, each alone."""
    base.edit(Edit(ARTICLE, 'figures: ["150 per ml"', 'figures: [①"few", ②"3 to 4", "150 per ml"'))
    what = "is not one figure, write a number as the article has it: 150 per ml (figure)"
    assert base.problems() == base.located([f"①: “few” {what}", f"②: “3 to 4” {what}"])
