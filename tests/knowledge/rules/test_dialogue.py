"""Dialogues and languages: follow-ups that lead somewhere, lines that say what they must."""

import pytest

from tests.knowledge.base import DIALOGUE, LANGUAGES, Base, Broken, Edit, broken, rewritten

CASES = [
    broken(
        "a follow-up from and to what is not there",
        Edit(DIALOGUE, "leads_to:\n", "leads_to:\n    ①nowhere: ②dose\n"),
        "①: there is no answered intent “nowhere”, use an existing id or add it (unknown-id)",
        "②: there is no answered intent “dose”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a language that nothing tells from English",
        Edit(LANGUAGES, "languages:\n", 'languages:\n  ①klingon:\n    reply: "Qo"\n'),
        "①: nothing tells “klingon” from English, add its script or its words (language)",
    ),
    broken(
        "a language with a script that its reply does not have",
        rewritten(LANGUAGES, "script", "①KLINGON"),
        "①: the reply of “russian” has no letter of the script “KLINGON”, "
        "name the script that it has (language)",
    ),
    broken(
        "a figure in a language's reply",
        Edit(LANGUAGES, 'reply: "', 'reply: ①"150 '),
        "①: a figure is left over, say only that the bot speaks English (language)",
    ),
    broken(
        "two words as one",
        rewritten(LANGUAGES, "words", "[①muchas gracias]"),
        "①: “muchas gracias” is more than one word, split it: they are looked up one by one (language)",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_dialogues_and_languages_say_what_they_must(base: Base, case: Broken) -> None:
    """What leads nowhere or can't be told apart is found in its place."""
    base.expect(case)
