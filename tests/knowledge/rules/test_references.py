"""What refers to what: ids, answers, follow-ups, and the sentences of the article."""

import pytest

from tests.knowledge.base import (
    ARTICLE,
    BANDS,
    INTENTS,
    MESSAGES,
    RED_FLAGS,
    THRESHOLDS,
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

RESOURCE = "{text: Extra, source: Extra, checked_on: '2026-01-31'}"

GO_TOGETHER = (
    "①: these statements go together, in this order: depression_correlation, depression_no_evidence, "
    "depression_more_research (together)"
)

STATEMENTS = [
    broken(
        "an answer with a statement that is not there",
        intent({"answer": "[treatable, ①nowhere]"}),
        "①: there is no statement “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a red flag with a statement that is not there",
        Edit(RED_FLAGS, "statements: [", "statements: [①nowhere, "),
        "①: there is no statement “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a red flag with a resource that is not there",
        Edit(RED_FLAGS, "    resources: [", "    resources: [①nowhere, "),
        "①: there is no resource “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a resource that no reply names",
        Edit(RED_FLAGS, "resources:\n", f"resources:\n  ①extra: {RESOURCE}\n"),
        "①: no reply names the resource “extra”, name it or remove it (unused-resource)",
    ),
    broken(
        "a resource that was checked on no day",
        rewritten(RED_FLAGS, "checked_on", '①"last week"'),
        "①: “last week” is no day, write the day its source was read: 2026-01-31 (checked-on)",
    ),
    broken(
        "a number that its resource does not have",
        rewritten(RED_FLAGS, "numbers", '[①"113"]'),
        "①: the text of “talk_in_the_uk_or_ireland” does not have “113”, write both alike (number-in-text)",
    ),
    broken(
        "an intent with the id of what no intent foresaw",
        gap(name="①unforeseen"),
        "①: “unforeseen” stands for what no intent foresaw, rename the intent (reserved-id)",
    ),
    broken(
        "a group with a statement that is not there",
        Edit(ARTICLE, "together:\n", "together:\n  - [①nowhere]\n"),
        "①: there is no statement “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a statement of a section that is not there",
        (statement({"section": "①nowhere"}), USED),
        "①: there is no section “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a sentence left out of a section that is not there",
        not_restated("{section: ①nowhere, sentence: 1, reason: Extra}"),
        "①: there is no section “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a statement that no answer gives",
        statement(name="①extra"),
        "①: no answer uses the statement “extra”, use it or remove it (unused-statement)",
    ),
    broken(
        "a statement of a sentence behind the last",
        (section("1"), statement({"section": "①extra", "sentence": "[1, 2]"}), USED),
        "①: there is no sentence 2 in “extra”: the section has sentences 1 to 1 (sentence-range)",
    ),
    broken(
        "a statement of a sentence before the first",
        (section("1"), statement({"section": "①extra", "sentence": "[0, 1]"}), USED),
        "①: there is no sentence 0 in “extra”: the section has sentences 1 to 1 (sentence-range)",
    ),
    broken(
        "a sentence left out behind the last",
        (section("1"), not_restated("{section: ①extra, sentence: [1, 2], reason: Extra}")),
        "①: there is no sentence 2 in “extra”: the section has sentences 1 to 1 (sentence-range)",
    ),
    broken(
        "sentences that nobody restates",
        (section("3", name="①extra"), not_restated("{section: extra, sentence: 2, reason: Extra}")),
        "①: no statement restates sentence 1 of “extra”, restate it or list it under not_restated "
        "(uncited-sentence)",
        "①: no statement restates sentence 3 of “extra”, restate it or list it under not_restated "
        "(uncited-sentence)",
    ),
    broken(
        "one of the statements on depression, alone",
        intent({"answer": "[anemia_symptoms, ①depression_correlation]"}),
        GO_TOGETHER,
    ),
    broken(
        "the statements on depression, in another order",
        intent({"answer": "[①depression_no_evidence, depression_correlation, depression_more_research]"}),
        GO_TOGETHER,
    ),
    broken(
        "the statements on depression, one of them twice",
        intent(
            {
                "answer": "[①depression_correlation, depression_no_evidence, depression_more_research, "
                "depression_correlation]"
            }
        ),
        GO_TOGETHER,
    ),
    broken(
        "one of the statements on depression, alone in a red flag",
        Edit(RED_FLAGS, "statements: [", "statements: [①depression_correlation, "),
        GO_TOGETHER,
    ),
]

FOLLOW_UPS = [
    broken(
        "a follow-up that is not there",
        gap({"follow_ups": "[causes, ①nowhere]"}),
        "①: there is no answered intent “nowhere”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "a follow-up that has no button",
        intent({"follow_ups": "[①greeting]"}),
        "①: there is no answered intent “greeting”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "five follow-ups",
        intent({"follow_ups": "[causes, diagnosis, treatment, symptoms, diet]"}, name="①extra"),
        "①: “extra” has 5 follow-ups, keep at most 4 (follow-ups)",
    ),
    broken(
        "a follow-up to itself",
        intent({"follow_ups": "[causes, extra]"}, name="①extra"),
        "①: “extra” offers “extra” twice or offers itself, remove one (follow-ups)",
    ),
    broken(
        "a telling word that no example has",
        gap({"words": "[①zanzibar]"}),
        "①: no example of “extra_gap” has “zanzibar”, add one or remove the word (gap-words)",
    ),
    broken(
        "a telling word of two gaps",
        (gap({"words": "[①one]"}), gap({"words": "[one]", "examples": "[which one]"}, name="gap_too")),
        "①: “one” tells of “gap_too” already, remove one (gap-words)",
    ),
    broken(
        "a follow-up twice",
        gap({"follow_ups": "[①causes, diet, causes]"}),
        "①: “extra_gap” offers “causes” twice or offers itself, remove one (follow-ups)",
    ),
]

FINE = [
    broken("four follow-ups", intent({"follow_ups": "[causes, diagnosis, treatment, symptoms]"})),
    broken("a section without sentences", section("0")),
    broken(
        "all sentences of a section left out",
        (section("2"), not_restated("{section: extra, sentence: [1, 2], reason: Extra}")),
    ),
    broken(
        "the statements on depression, with others",
        intent(
            {
                "answer": "[treatable, depression_correlation, depression_no_evidence, "
                "depression_more_research, see_professional]"
            }
        ),
    ),
    broken(
        "a statement that only a red flag uses",
        (statement(), Edit(RED_FLAGS, "statements: [", "statements: [extra, ")),
    ),
]

USELESS = [
    broken(
        "small talk without a text",
        (
            Edit(INTENTS, "smalltalk:\n", "smalltalk:\n  joke:\n    examples: [tell a joke]\n"),
            Edit(MESSAGES, "disclaimer: ", "disclaimer: ①"),
        ),
        "①: the text of “joke” is missing under “smalltalk”, add it (missing-intent)",
    ),
    broken(
        "a text of small talk that no intent leads to",
        Edit(MESSAGES, "smalltalk:\n", "smalltalk:\n  joke: ①Not today.\n"),
        "①: no intent leads to the text of “joke”, add the intent or remove the text (missing-intent)",
    ),
    broken(
        "a list of names that is none",
        Edit(VOCABULARY, "near: {", "near: {①nobody: anemia, "),
        "①: there is no list of names “nobody”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "an intent about near names that is none",
        Edit(VOCABULARY, "near: {other_anemia: ", "near: {other_anemia: ①no"),
        "①: there is no answered intent “noanemia”, use an existing id or add it (unknown-id)",
    ),
    broken(
        "words for a value, and no concern that answers one",
        (
            removed(RED_FLAGS, "value", under="concerns"),
            Edit(VOCABULARY, 'value_words: ["', 'value_words: [①"'),
        ),
        "①: a value is answered as the concern “value”, add it to “personal” in red_flags.yaml "
        "(missing-concern)",
    ),
    broken(
        "an answer that gives a statement twice",
        intent({"answer": "[treatable, ①treatable]"}),
        "①: “treatable” is given twice here, remove one (repeated-statement)",
    ),
]

SMALL_TALK = ("greeting", "thanks", "goodbye", "help", "about")


@pytest.mark.parametrize("name", SMALL_TALK)
def test_small_talk_that_others_rely_on_is_missed(base: Base, name: str) -> None:
    """Neither its intent nor its text can go."""
    base.edit(
        removed(INTENTS, name, under="smalltalk"),
        removed(MESSAGES, name, under="smalltalk"),
        Edit(INTENTS, "answered:\n  ", "answered:\n  ①"),
        Edit(MESSAGES, "disclaimer: ", "disclaimer: ②"),
    )
    assert base.problems() == base.located(
        [
            f"①: the intent “{name}” is missing under “smalltalk”, add it (missing-intent)",
            f"②: the text of “{name}” is missing under “smalltalk”, add it (missing-intent)",
        ]
    )


BAND = "write 0 < line <= takes_over < 100, or run “evaluate --calibrate” (score-range)"
SCORES = [
    broken(
        "a band upside down",
        Edit(BANDS, "crisis: {line: 30, takes_over: 56}", "①crisis: {line: 60, takes_over: 27}"),
        f"①: {BAND}",
    ),
    broken(
        "a band that is always reached",
        Edit(BANDS, "crisis: {line: 30, takes_over: 56}", "①crisis: {line: 0, takes_over: 9}"),
        f"①: {BAND}",
    ),
    broken(
        "a band that is never reached",
        Edit(BANDS, "crisis: {line: 30, takes_over: 56}", "①crisis: {line: 9, takes_over: 100}"),
        f"①: {BAND}",
    ),
    broken(
        "a threshold above all scores",
        rewritten(THRESHOLDS, "answered", "①101"),
        "①: 101 is no score, write 0 to 100, or run “evaluate --calibrate” (score-range)",
    ),
]


@pytest.mark.parametrize("case", [*STATEMENTS, *FOLLOW_UPS, *FINE, *USELESS, *SCORES])
def test_what_refers_to_something_finds_it(base: Base, case: Broken) -> None:
    """Every id is there, every sentence is restated, what misleads alone never is; and no more is asked."""
    base.expect(case)
