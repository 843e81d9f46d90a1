"""The words themselves: examples, labels, letters, placeholders, phrases."""

import pytest

from tests.knowledge.base import (
    DISCLAIMER,
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
    rewritten,
    statement,
)

EXAMPLES_AND_LABELS = [
    broken(
        "examples of nothing but signs, all different",
        (intent({"examples": "[\U0001f44b]"}), gap({"examples": "[\U0001f44d]"})),
    ),
    broken(
        "a label that does not fit",
        intent({"label": "①" + "x" * 23}),
        "①: the label has 23 characters, shorten it to 22 (label-length)",
    ),
    broken(
        "a label for all topics that does not fit",
        rewritten(MESSAGES, "all_topics", "①" + "x" * 23),
        "①: the label has 23 characters, shorten it to 22 (label-length)",
    ),
]

LOOK_ALIKES: list[tuple[str, str, Edit | tuple[Edit, ...], str]] = [
    ("Cyrillic es", "a statement", (statement({"text": "①The \u0441auses."}), USED), "\u0441auses"),
    ("Cyrillic a", "an example", intent({"examples": '[①"wh\u0430t is it"]'}), "wh\u0430t"),
    ("Cyrillic ie", "a topic", gap({"topic": "①anything mor\u0435"}), "mor\u0435"),
    ("Greek omicron", "a label", intent({"label": "①M\u03bfre"}), "M\u03bfre"),
    ("Cyrillic o", "a message", rewritten(MESSAGES, "menu", "①T\u043epics"), "T\u043epics"),
    ("Cyrillic o", "an id", gap(name="①m\u043ere"), "m\u043ere"),
    ("Cyrillic i", "a synonym", rewritten(VOCABULARY, "subject", "[①v\u0456tamin]"), "v\u0456tamin"),
]

ALPHABETS = [
    *(
        broken(
            f"a {letter} in {where}",
            edits,
            f"①: “{word}” mixes Latin letters with look-alikes, type it again (mixed-alphabets)",
        )
        for letter, where, edits, word in LOOK_ALIKES
    ),
    broken(
        "a Cyrillic ve in B12",
        intent({"examples": '[①"low \u041212"]'}),
        "①: “\u041212” mixes Latin letters with look-alikes, type it again (mixed-alphabets)",
    ),
    broken(
        "the same mixed text in two places",
        (intent({"label": "①M\u043ere"}), gap({"topic": "②M\u043ere"})),
        "①: “M\u043ere” mixes Latin letters with look-alikes, type it again (mixed-alphabets)",
        "②: “M\u043ere” mixes Latin letters with look-alikes, type it again (mixed-alphabets)",
    ),
]

MESSAGE_TEXTS = [
    broken(
        "a gap that does not say what is missing",
        rewritten(MESSAGES, "gap", "①The article does not say it."),
        "①: “gap” must contain {topic} (placeholder)",
    ),
    broken(
        "a source without its title and its day",
        rewritten(MESSAGES, "source", "①One article."),
        "①: “source” must contain {taken_in} (placeholder)",
        "①: “source” must contain {title} (placeholder)",
    ),
    broken(
        "a name in braces that is not known there",
        rewritten(MESSAGES, "gap", '①"{topic}: see {title}"'),
        "①: a brace is left over: {topic} can be filled in here (placeholder)",
    ),
    broken(
        "a misspelt name in braces",
        rewritten(MESSAGES, "source", '①"{title}, {taken-in}, {taken_in}"'),
        "①: a brace is left over: {taken_in}, {title} can be filled in here (placeholder)",
    ),
    *(
        broken(
            f"{text} where nothing is filled in",
            rewritten(MESSAGES, key, f'①"{DISCLAIMER} {text}"', under=under),
            "①: a brace is left over: nothing can be filled in here (placeholder)",
        )
        for key, under, text in [
            ("disclaimer", "", "{topic}"),
            ("welcome", "", "{"),
            ("error", "", "}"),
            ("menu", "", "{}"),
            ("thanks", "smalltalk", "{name}"),
            ("short_description", "profile", "{name}"),
            ("caveat", "words", "}{"),
        ]
    ),
]

FINE = [
    broken("a label that just fits", intent({"label": "x" * 22})),
    broken(
        "a word of another alphabet",
        intent({"examples": '["\u0434\u0435\u0444\u0438\u0446\u0438\u0442 b12"]'}),
    ),
    broken(
        "a name in braces twice",
        rewritten(MESSAGES, "gap", '"The text does not say {topic}. So ask {topic}."'),
    ),
]


PHRASES = [
    *(
        broken(
            f"a phrase with brackets that do not match: {phrase}",
            rewritten(RED_FLAGS, "harmless", f'[①"{phrase}"]', under="crisis"),
            "①: the brackets of this phrase do not match, write (one|or another) (phrase)",
        )
        for phrase in ["(want to die laughing", "want) to die", "want|wish to die", "((a|b) c"]
    ),
    *(
        broken(
            f"a phrase that is found everywhere: {phrase}",
            rewritten(RED_FLAGS, "harmless", f'[①"{phrase}"]', under="crisis"),
            "①: this phrase would be found in every message, add a word that must be there (phrase)",
        )
        for phrase in ["(really|)", "..", "(a|..)", "((a|) |b)", "!"]
    ),
    broken(
        "phrases with all that the language has",
        rewritten(
            RED_FLAGS,
            "harmless",
            '["(my (..)|he|she) is", "(a|(b|c) d)", "# (mcg|)", "a .. b"]',
            under="crisis",
        ),
    ),
]


@pytest.mark.parametrize("case", [*EXAMPLES_AND_LABELS, *ALPHABETS, *MESSAGE_TEXTS, *FINE, *PHRASES])
def test_every_text_can_be_read_told_apart_and_filled_in(base: Base, case: Broken) -> None:
    """What is wrong is named in its place; what is just within a rule passes."""
    base.expect(case)
