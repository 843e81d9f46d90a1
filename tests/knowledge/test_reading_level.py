"""Syllables and grades: counted as a dictionary and a teacher would."""

import pytest

from bot.knowledge.reading_level import grade, syllables

KNOWN = {
    1: "a the health made makes caused called range through health's breath weight school rules months 150 "
    "seen",
    2: "people nerve-end quiet being someone lifelong table little treated changes causes fatigue science "
    "body tested settled careful lately common action special question B12 EU levels lupus",
    3: "vitamin deficient article nutrient energy depression DNA CBC suicide injection consultant genetic "
    "example "
    "professor medicine adequate healthily pernicious",
    4: "anemia emergency autoimmune experience professional deficiency information complications",
    5: "abnormality vegetarian",
}
"""Words by how many syllables a dictionary gives them."""


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in KNOWN.items() for word in words.split()]
)
def test_syllables_are_counted_as_in_a_dictionary(word: str, count: int) -> None:
    """Silent letters, vowels that are parted, initials that are spelt out."""
    assert syllables(word) == count


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """0.39 times the words in a sentence, and 11.8 times the syllables in a word, less 15.59."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade(["The cat sat. It ate!"]) == pytest.approx(0.39 * 5 / 2 + 11.8 * 1 - 15.59)


def test_a_paragraph_ends_a_sentence() -> None:
    """Headings and lines before a list need no full stop."""
    assert grade(["The cat sat", "It ate"]) == grade(["The cat sat. It ate."])


def test_a_dot_within_a_word_ends_no_sentence() -> None:
    """An address is a word."""
    assert grade(["See cat.com now."]) == pytest.approx(0.39 * 3 + 11.8 * 4 / 3 - 15.59)


def test_terms_count_as_short_words() -> None:
    """In any case of letters."""
    assert grade(["Deficiency is bad."], ["deficiency"]) == grade(["Lack is bad."])


@pytest.mark.parametrize("paragraphs", [[], [""], ["…"], ["\U0001f44b"]])
def test_no_words_are_easy(paragraphs: list[str]) -> None:
    """Nothing to read is no effort."""
    assert grade(paragraphs) == 0.0
