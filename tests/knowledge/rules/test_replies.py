"""How much a person gets to read at once, and how often the article is named in it."""

import pytest

from tests.knowledge.base import INTENTS, USED, Base, Broken, Edit, broken, gap, intent, statement


def words(count: int) -> str:
    """Return a text of so many words, which is not hard to read: most are dashes."""
    return "x" + " -" * (count - 1)


def facet(changes: str, name: str = "general") -> Edit:
    """Give the intent that `intent` adds a facet."""
    added = f"    facets:\n      {name}:\n        examples: [one of these]\n{changes}"
    return Edit(INTENTS, "    examples: [one more]\n", f"    examples: [one more]\n{added}")


CASES = [
    broken(
        "an answer of 91 words",
        (statement({"text": words(91)}), intent({"answer": "[extra]"}, name="①extra")),
        "①: this reply has 91 words, shorten what it says at once to 90 (reply-length)",
    ),
    broken("one of 90", (statement({"text": words(90)}), USED)),
    broken("a rest that waits", (statement({"text": words(60)}), intent({"answer": "[extra, threshold]"}))),
    broken(
        "a remark that is too long",
        (
            statement({"text": words(40), "caveat": words(51)}),
            intent({"answer": "[extra]"}, name="①extra"),
        ),
        "①: this reply has 91 words, shorten what it says at once to 90 (reply-length)",
    ),
    broken(
        "a gap of too many words",
        gap({"topic": "①" + words(60), "nearest": "treatable", "opening": words(60)}),
        "①: this reply has 125 words, shorten what it says at once to 90 (reply-length)",
    ),
    broken(
        "a lead of four sentences",
        (statement({"text": "①So it is. It is so. So what. It is."}), USED),
        "①: this text has 4 sentences, keep to 3 (reply-length)",
    ),
    broken(
        "an opening that names the article twice",
        (intent(), facet('        opening: ①"The article does not say it. The article says that."\n')),
        "①: this text names the article more than once, once is enough (attributed-twice)",
    ),
    broken(
        "a facet with a long name",
        (intent(), facet("", "①" + "x" * 22)),
        "①: the id of a facet is 1 to 21 of a-z, 0-9 and _, starting with a letter; rename it (facet-id)",
    ),
    broken("a facet with all that it may have", (intent(), facet("        lead: treatable\n"))),
    broken(
        "a lead that is no statement",
        (intent(), facet("        lead: ①nowhere\n")),
        "①: there is no statement “nowhere”, use an existing id or add it (unknown-id)",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_a_reply_is_short_and_names_the_article_once(base: Base, case: Broken) -> None:
    """As a person gets it: the lead, what belongs to it, and the remarks."""
    base.expect(case)
