"""Who speaks: a program that restates an article."""

import pytest

from tests.knowledge.base import (
    MESSAGES,
    RED_FLAGS,
    USED,
    Base,
    Broken,
    Edit,
    broken,
    gap,
    intent,
    rewritten,
    statement,
)

PLACES: list[tuple[str, Edit | tuple[Edit, ...]]] = [
    ("a statement", (statement({"text": "①I say so."}), USED)),
    ("a caveat", (statement({"caveat": "①I say so."}), USED)),
    ("a message", rewritten(MESSAGES, "welcome", "①I say so.")),
    ("small talk", rewritten(MESSAGES, "thanks", "①I say so.", under="smalltalk")),
    ("the profile", rewritten(MESSAGES, "description", "①I say so.", under="profile")),
    ("a command", rewritten(MESSAGES, "privacy", "①I say so.", under="commands")),
    ("a heading", rewritten(MESSAGES, "gap_heading", "①I say so.", under="words")),
    ("a label", intent({"label": "①I say so."})),
    ("a topic", gap({"topic": "①I say so."})),
    ("a red flag's reply", rewritten(RED_FLAGS, "lead", "①I say so.", under="emergency")),
]

FIRST_PERSON = [
    ("Ask me.", "me"),
    ("My answers.", "My"),
    ("We know.", "We"),
    ("Trust us, it is short.", "us"),
    ("Our view.", "Our"),
    ("Sorry, I'm not sure.", "I"),
    ("Sorry, i do not know.", "i"),
    ("Let's see.", "Let's"),
    ("Let\u2019s see.", "Let\u2019s"),
    ("“I” am here.", "I"),
]

CLAIMS = [
    ("As an expert, this bot knows.", "As an expert"),
    ("Speaking as a trained health nurse.", "as a trained health nurse"),
    ("This bot is your doctor.", "This bot is your doctor"),
    ("It is a real medical doctor.", "It is a real medical doctor"),
    ("This bot recommends shots.", "This bot recommends"),
    ("The bot strongly advises it.", "The bot strongly advises"),
    ("You can trust this bot.", "trust this bot"),
    ("Medically reviewed answers.", "Medically reviewed"),
    ("Get expert advice.", "expert advice"),
    ("Checked by a doctor.", "Checked by a doctor"),
]

FINE = [
    "Ask in your own words, or tell someone you trust and a doctor.",
    "It is not a doctor.",
    "This bot is a program, not a person and not a doctor.",
    "The author claims to be an expert, which this bot can't check.",
    "This bot does not know what the US does, i.e. nothing.",
    "See https://example.org/us/me for more.",
]


@pytest.mark.parametrize(("where", "edits"), PLACES, ids=[where for where, _ in PLACES])
def test_nothing_that_is_said_is_in_the_first_person(
    base: Base, where: str, edits: Edit | tuple[Edit, ...]
) -> None:
    """Wherever a person can receive it."""
    base.edit(*(edits if isinstance(edits, tuple) else (edits,)))
    assert base.located(["①: “I” speaks as a person, say “the article” or “this bot” instead (persona)"]) == [
        problem for problem in base.problems() if problem.endswith("(persona)")
    ], where


SPEAKS = "speaks as a person, say “the article” or “this bot” instead (persona)"
CLAIM = "claims the knowledge or judgement of a professional, say what the article says instead (persona)"


@pytest.mark.parametrize(
    ("text", "found", "what"),
    [*((*case, SPEAKS) for case in FIRST_PERSON), *((*case, CLAIM) for case in CLAIMS)],
)
def test_no_first_person_speaks_and_no_profession_is_claimed(
    base: Base, text: str, found: str, what: str
) -> None:
    """Singular and plural, with and without an apostrophe; no title, no expertise, no plea for trust."""
    base.edit(rewritten(MESSAGES, "menu", f'①"{text}"'))
    assert base.problems() == base.located([f"①: “{found}” {what}"])


@pytest.mark.parametrize("text", FINE)
def test_the_third_person_passes(base: Base, text: str) -> None:
    """What a program may say of itself and of others."""
    base.edit(rewritten(MESSAGES, "menu", f'"{text}"'))
    assert base.problems() == []


def test_nobody_is_told_what_to_do(base: Base) -> None:
    """The article says something, a professional knows more, and help lines alone may say “you should”."""
    base.edit(
        rewritten(MESSAGES, "menu", '①"You must eat liver."'),
        rewritten(RED_FLAGS, "lead", '"You should call now."', under="emergency"),
    )
    what = "tells somebody what to do, say what the article says, or whom to ask (persona)"
    assert base.problems() == base.located([f"①: “You must” {what}"])


HELP = [
    broken("a question in help", rewritten(MESSAGES, "help", "Ask “how do I know my level”.")),
    broken(
        "a question in help, and a claim beside it",
        rewritten(MESSAGES, "help", "①Ask me “how do I know my level”."),
        "①: “me” speaks as a person, say “the article” or “this bot” instead (persona)",
    ),
    broken("a description with the article's name", rewritten(MESSAGES, "menu", '"One article, no expert."')),
]


@pytest.mark.parametrize("case", HELP)
def test_help_may_quote_what_a_person_types(base: Base, case: Broken) -> None:
    """A question between “ and ” is the person's, not the bot's."""
    base.expect(case)
