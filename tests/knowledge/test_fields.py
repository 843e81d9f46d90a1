"""Keys and kinds of value: what an editor mistyped is named with its place and the remedy."""

import pytest

from tests.knowledge.base import (
    ARTICLE,
    DIALOGUE,
    INTENTS,
    MESSAGES,
    RED_FLAGS,
    USED,
    VOCABULARY,
    Base,
    Broken,
    Edit,
    broken,
    gap,
    intent,
    not_restated,
    removed,
    rewritten,
    section,
    statement,
)

KEYS = [
    broken(
        "an unknown key of an intent",
        intent({"①lable": "Extra", "command": "Extra"}),
        "①: the key “lable” is unknown here, remove it or use one of: answer, command, emoji, examples, "
        "facets, follow_ups, label (unknown-key)",
    ),
    broken(
        "an unknown key of a gap",
        gap({"①label": "Extra"}),
        "①: the key “label” is unknown here, remove it or use one of: examples, follow_ups, nearest, "
        "opening, topic, words (unknown-key)",
    ),
    broken(
        "an unknown key of a statement",
        (statement({"①note": "Extra", "caveat": "Extra"}), USED),
        "①: the key “note” is unknown here, remove it or use one of: caveat, section, sentence, text, "
        "urgent (unknown-key)",
    ),
    broken(
        "a misspelt key that may be missing",
        intent({"①comand": "Extra"}),
        "①: the key “comand” is unknown here, remove it or use one of: answer, command, emoji, examples, "
        "facets, follow_ups, label (unknown-key)",
    ),
    broken(
        "an unknown key of a sentence that is left out",
        not_restated("{section: causes, sentence: 1, reason: Extra, ①why: Extra}"),
        "①: the key “why” is unknown here, remove it or use one of: reason, section, sentence (unknown-key)",
    ),
    broken(
        "an unknown key of a red flag",
        Edit(RED_FLAGS, "  crisis:\n", "  crisis:\n    ①statements: [treatable]\n"),
        "①: the key “statements” is unknown here, remove it or use one of: again, close, harmless, persons, "
        "phrases, resources (unknown-key)",
    ),
    broken(
        "an unknown page in the list of commands",
        Edit(MESSAGES, "commands:\n", "commands:\n  ①settings: Settings\n"),
        "①: the key “settings” is unknown here, remove it or use one of: developer_info, "
        "forget, help, privacy, source, start, "
        "topics (unknown-key)",
    ),
    broken(
        "an unknown kind of intent",
        Edit(INTENTS, "gaps:\n", "①smalltalks: {}\ngaps:\n"),
        "①: the key “smalltalks” is unknown here, remove it or use one of: answered, gaps, out_of_scope, "
        "smalltalk (unknown-key)",
    ),
    broken(
        "an unknown key of a file",
        Edit(ARTICLE, "title: ", "①author: Nobody\ntitle: "),
        "①: the key “author” is unknown here, remove it or use one of: figures, names, not_restated, "
        "sections, statements, taken_in, title, together (unknown-key)",
    ),
    broken(
        "a key that is not a text",
        intent({"①no": "Extra", "command": "Extra"}),
        '①: no is read as a yes/no value, not text; put it in quotes: "no" (wrong-type)',
        "①: the key “no” is unknown here, remove it or use one of: answer, command, emoji, examples, "
        "facets, follow_ups, label (unknown-key)",
    ),
    broken(
        "a remark without which what follows an alarm does not work; others may be added",
        (
            Edit(DIALOGUE, "  remarks:\n    serious:", "  ①remarks:\n    serious:"),
            Edit(DIALOGUE, "    safe:\n", "    sound:\n"),
        ),
        "①: the key “safe” is missing, add it (missing-key)",
    ),
    broken(
        "a missing key of an intent",
        intent({"label": None}, name="①extra"),
        "①: the key “label” is missing, add it (missing-key)",
    ),
    broken(
        "a missing key of a gap",
        gap({"topic": None}, name="①extra"),
        "①: the key “topic” is missing, add it (missing-key)",
    ),
    broken(
        "a missing key of a statement",
        (statement({"text": None}, name="①extra"), USED),
        "①: the key “text” is missing, add it (missing-key)",
    ),
    broken(
        "a missing key of an item of a list",
        not_restated("①{section: causes, sentence: 1}"),
        "①: the key “reason” is missing, add it (missing-key)",
    ),
    broken(
        "a missing key of a file, in its first line",
        removed(MESSAGES, "unsupported"),
        "knowledge/messages.yaml:1:1: the key “unsupported” is missing, add it (missing-key)",
    ),
    broken(
        "a missing mapping, without a word about the keys that it lacks",
        removed(MESSAGES, "profile"),
        "knowledge/messages.yaml:1:1: the key “profile” is missing, add it (missing-key)",
    ),
    broken(
        "a missing message, without a word about what is filled into it",
        removed(MESSAGES, "gap"),
        "knowledge/messages.yaml:1:1: the key “gap” is missing, add it (missing-key)",
    ),
    broken(
        "a key twice",
        Edit(ARTICLE, "title: ", "①title: The first\n②title: "),
        "②: the key “title” is already in line ①.line, merge the two (duplicate-key)",
    ),
    broken(
        "a key twice in an intent",
        intent({"label": "Extra\n    ①command: One", "②command": "Two"}),
        "②: the key “command” is already in line ①.line, merge the two (duplicate-key)",
    ),
    broken(
        "an intent twice",
        (intent({"examples": "[another]"}, name="②extra"), intent(name="①extra")),
        "②: the key “extra” is already in line ①.line, merge the two (duplicate-key)",
    ),
    broken(
        "an intent of two kinds",
        (intent(name="①extra"), gap(name="②extra")),
        "②: the intent “extra” is already in line ①.line, merge the two (duplicate-key)",
    ),
]

TYPES = [
    broken(
        "a yes/no value for a text",
        intent({"label": "①no"}),
        '①: no is read as a yes/no value, not text; put it in quotes: "no" (wrong-type)',
    ),
    broken(
        "a number for a text",
        intent({"label": "①150"}),
        '①: 150 is read as a number, not text; put it in quotes: "150" (wrong-type)',
    ),
    broken(
        "a decimal number for a text",
        intent({"label": "①1.5"}),
        '①: 1.5 is read as a number, not text; put it in quotes: "1.5" (wrong-type)',
        "①: “1.5” is a figure that the article does not have, remove it, or add it to “figures” in "
        "article.yaml if the article has it (figure)",
    ),
    broken(
        "a date for a text",
        rewritten(ARTICLE, "taken_in", "①2026-11-22"),
        '①: 2026-11-22 is read as a date, not text; put it in quotes: "2026-11-22" (wrong-type)',
    ),
    broken(
        "a tilde for a text",
        intent({"label": "①~"}),
        '①: ~ is read as nothing, not text; put it in quotes: "~" (wrong-type)',
    ),
    broken(
        "nothing for a text",
        Edit(ARTICLE, "taken_in: ", "taken_in:① #"),
        "①: “taken_in” is empty, write its text or remove the key (empty-text)",
        "①: “” ends where a # follows: put all of it in quotes, or the remark above (unquoted-hash)",
    ),
    broken(
        "a type of one's own for a text",
        intent({"label": "①!mine Extra"}),
        '①: Extra is read as !mine, not text; put it in quotes: "Extra" (wrong-type)',
    ),
    broken(
        "a list for a text",
        intent({"label": "①[Extra]"}),
        "①: this is a list, not text; write text (wrong-type)",
    ),
    broken(
        "a mapping for a text",
        intent({"label": "①{en: Extra}"}),
        "①: this is a mapping, not text; put it in quotes: a colon in it makes it a mapping (wrong-type)",
    ),
    broken(
        "a text for a list",
        intent({"examples": "①one more"}),
        "①: this is text, not a list; write a list (wrong-type)",
    ),
    broken(
        "a mapping for a list",
        intent({"examples": "①{one: more}"}),
        "①: this is a mapping, not a list; write a list (wrong-type)",
    ),
    broken(
        "a number in a list of texts",
        intent({"examples": "[one more, ①12]"}),
        '①: 12 is read as a number, not text; put it in quotes: "12" (wrong-type)',
    ),
    broken(
        "a list in a list of texts",
        intent({"examples": "[one more, ①[two more]]"}),
        "①: this is a list, not text; write text (wrong-type)",
    ),
    broken(
        "a text in a list of lists",
        Edit(ARTICLE, "together:\n", "together:\n  - ①treatable\n"),
        "①: this is text, not a list; write a list (wrong-type)",
    ),
    broken(
        "a text in a list of mappings",
        not_restated("①causes"),
        "①: this is text, not a mapping; write a mapping (wrong-type)",
    ),
    broken(
        "a text for a mapping",
        Edit(INTENTS, "gaps:\n", "gaps:\n  extra: ①anything extra\n"),
        "①: this is text, not a mapping; write a mapping (wrong-type)",
    ),
    broken(
        "a list for a mapping",
        rewritten(VOCABULARY, "synonyms", "①[b12, cobalamin]"),
        "①: this is a list, not a mapping; write a mapping (wrong-type)",
    ),
    *(
        broken(
            f"{what} for a whole number",
            section("①" + value),
            f"①: this is {what}, not a whole number; write a whole number (wrong-type)",
        )
        for what, value in [("text", '"0"'), ("a number", "1.5"), ("a list", "[0]"), ("nothing", "~")]
    ),
    broken(
        "a text among whole numbers, without a word about a sentence 0 that nobody wrote",
        (section("1"), statement({"section": "extra", "sentence": "[1, ①two]"}), USED),
        "①: this is text, not a whole number; write a whole number (wrong-type)",
    ),
]

EMPTY = [
    broken(
        "an empty text",
        intent({"label": '①""'}),
        "①: “label” is empty, write its text or remove the key (empty-text)",
    ),
    broken(
        "a text of blanks",
        intent({"label": '①" "'}),
        "①: “label” is empty, write its text or remove the key (empty-text)",
    ),
    broken(
        "an empty text under a key that may be missing",
        intent({"command": '①""'}),
        "①: “command” is empty, write its text or remove the key (empty-text)",
    ),
    broken(
        "an empty message",
        rewritten(MESSAGES, "unsupported", '①""'),
        "①: “unsupported” is empty, write its text or remove the key (empty-text)",
    ),
    broken(
        "an empty example",
        intent({"examples": '[one more, ①""]'}),
        "①: an entry of “examples” is empty, write its text or remove it (empty-text)",
    ),
    broken(
        "an empty list of examples",
        intent({"examples": "①[]"}),
        "①: the list “examples” is empty, add to it or remove the key (empty-list)",
    ),
    broken(
        "an empty list under a key that may be missing",
        rewritten(RED_FLAGS, "check_typos", "①[]"),
        "①: the list “check_typos” is empty, add to it or remove the key (empty-list)",
    ),
    broken(
        "an empty list of sentences",
        (statement({"sentence": "①[]"}), USED),
        "①: the list “sentence” is empty, add to it or remove the key (empty-list)",
    ),
]


@pytest.mark.parametrize("digits", ["1" * 5_000, '!!int "\u00b2"'], ids=["5,000 digits", "a superscript"])
def test_a_number_that_python_can_not_read_is_named(base: Base, digits: str) -> None:
    """Not every run of digits is a number to Python; such a one is of the wrong type."""
    base.edit(section("①" + digits))
    wrong = "①: this is a number, not a whole number; write a whole number (wrong-type)"
    assert base.problems() == base.located([wrong])


@pytest.mark.parametrize("case", [*KEYS, *TYPES, *EMPTY])
def test_a_key_or_value_that_does_not_belong_is_named(base: Base, case: Broken) -> None:
    """Unknown, missing, doubled, empty and of the wrong kind: in an editor's words, with the remedy."""
    base.expect(case)
