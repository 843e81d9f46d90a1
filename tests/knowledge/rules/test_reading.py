"""Reading level: everybody can read it."""

import pytest

from tests.knowledge.base import (
    ARTICLE,
    MESSAGES,
    RED_FLAGS,
    SMALL,
    USED,
    Base,
    Edit,
    gap,
    intent,
    rewritten,
    statement,
)

HARD = (
    "Nutritional supplementation considerably ameliorates hematological abnormalities, notwithstanding "
    "heterogeneous physiological predispositions of individuals."
)
EASY = "If you do not know what to do, ask the one who gave you the test. They can tell you what it means."


def grade_of(problems: list[str]) -> list[str]:
    """Return where texts are too hard."""
    return [
        found.partition(": this text takes ")[0] for found in problems if found.endswith("(reading-level)")
    ]


PLACES: list[tuple[str, Edit | tuple[Edit, ...]]] = [
    ("a message", rewritten(MESSAGES, "welcome", f"①{HARD}")),
    ("a paragraph of a message", rewritten(MESSAGES, "privacy", f"①|\n  Hello.\n\n  {HARD}")),
    ("small talk", rewritten(MESSAGES, "thanks", f"①{HARD}", under="smalltalk")),
    ("the profile", rewritten(MESSAGES, "description", f"①{HARD}", under="profile")),
    ("a topic", gap({"topic": f'①"{HARD}"'})),
    ("a caveat", (statement({"caveat": f"①{HARD}"}), USED)),
    ("an answer", (statement({"text": HARD}), intent({"answer": "[extra]"}, name="①extra"))),
    ("a red flag's reply", rewritten(RED_FLAGS, "lead", f"①{HARD} {HARD}", under="emergency")),
]


@pytest.mark.parametrize(("where", "edits"), PLACES, ids=[where for where, _ in PLACES])
def test_a_text_that_is_hard_to_read_is_named(base: Base, where: str, edits: Edit | tuple[Edit, ...]) -> None:
    """Wherever a person can receive it, at the place of the whole text."""
    base.edit(*(edits if isinstance(edits, tuple) else (edits,)))
    assert base.located(["①"])[0] in grade_of(base.problems()), where


def test_the_grade_is_told(base: Base) -> None:
    """With the limit, and what to do."""
    text = (
        "All information concerning vitamin deficiency is made immediately available to everybody interested."
    )
    base.edit(rewritten(MESSAGES, "menu", f'①"{text}"'))
    what = "this text takes 19.1 years of school to read, use shorter sentences and plainer words (at most 9)"
    assert base.problems() == base.located([f"①: {what} (reading-level)"])


@pytest.mark.parametrize("text", [EASY, "Extraordinarily unquestionable", "x" * 500])
def test_what_is_easy_or_short_passes(base: Base, text: str) -> None:
    """A few words are not measured: in them one long word decides."""
    base.edit(rewritten(MESSAGES, "menu", f'"{text}"'))
    assert base.problems() == []


def test_the_articles_own_names_are_not_held_against_an_answer(base: Base) -> None:
    """The names that article.yaml lists count as short words in answers, because nothing can replace them."""
    text = "The article names haemochromatosis and pseudohypoparathyroidism, which it says are not so common."
    base.edit(statement({"text": text}), intent({"answer": "[extra]"}, name="①extra"))
    assert grade_of(base.problems()) == base.located(["①"])
    names = 'names: ["haemochromatosis", "pseudohypoparathyroidism", '
    assert "names: [" in SMALL[ARTICLE]
    base.edit(Edit(ARTICLE, "names: [", names))
    assert base.problems() == []
