"""What could be better, and keeps no bot from answering."""

import pytest

from bot.knowledge.rules.wording import ADVICE
from tests.knowledge.base import USED, Base, Broken, broken, gap, statement

CASES = [
    broken(
        "a statement that nobody says",
        (USED, statement({"text": "①Liver is best."})),
        "①: advice: this does not say whose word it is, write “the article says” (attribution)",
    ),
    broken("a statement of the article", (USED, statement({"text": "It says, too, that liver is best."}))),
    broken("one of the author", (USED, statement({"text": "Liver, the author adds, is best."}))),
]


@pytest.mark.parametrize("case", CASES)
def test_a_statement_says_whose_it_is(base: Base, case: Broken) -> None:
    """The bot has no opinion of its own."""
    base.edit(*case.edits)
    found = [str(problem) for problem in ADVICE.check(base.load()) if problem.rule == "attribution"]
    assert found == base.located(case.problems)


def test_an_intent_with_few_lines_is_named(base: Base) -> None:
    """Where it begins, with how many there should be; small talk and other subjects may have fewer."""
    base.edit(gap({}, name="①tea"))
    found = [str(problem) for problem in ADVICE.check(base.load()) if problem.rule == "thin-intent"]
    what = "“tea” has 1 lines, with 25 most questions are understood: add some (thin-intent)"
    assert base.located([f"①: advice: {what}"])[0] in found
    assert not any("greeting" in problem or "out_of_scope" in problem for problem in found)
