"""One picture at most in a heading."""

import pytest

from tests.knowledge.base import Base, Broken, broken, intent

CASES = [
    broken(
        f"an emoji that is {emoji}",
        intent({"emoji": f"①{emoji}", "answer": "[treatable]"}),
        f"①: “{emoji}” is not one emoji, choose one or remove the key (emoji)",
    )
    for emoji in ("\U0001f50d\U0001f489", "B", "Shots")
] + [
    broken(
        "a picture on a button",
        intent({"label": "①Extra \U0001f489"}),
        "①: the label “Extra \U0001f489” has a picture, write it under “emoji” instead (emoji)",
    ),
    broken("no problem", intent({"emoji": "\U0001f6e1\ufe0f"})),
    broken("none", intent()),
]


@pytest.mark.parametrize("case", CASES)
def test_a_heading_has_one_emoji_or_none(base: Base, case: Broken) -> None:
    """Letters, and more than one, are found in their place."""
    base.expect(case)
