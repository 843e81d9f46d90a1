"""Repair of words, and likeness to examples and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.fuzzy import ExampleIndex, TextNumbers, WordRepair, same_label

COUNTS = {
    "absorption": 5,
    "deficiency": 30,
    "what": 40,
    "does": 20,
    "have": 20,
    "causes": 9,
    "tire": 1,
    "diet": 5,
    "symptoms": 9,
    "injection": 5,
    "injections": 9,
    "low": 30,
    "b12": 90,
}
REPAIR = WordRepair(COUNTS, {"abortion", "time", "dies", "hate", "diary"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("absorbtion", "absorption"), ("absoprtion", "absorption"), ("defficeincy", "deficiency")],
        *[("waht", "what"), ("whta", "what"), ("doess", "does"), ("hve", "have"), ("deit", "diet")],
        *[("causs", "causes"), ("xauses", "xauses"), ("symtoms", "symptoms"), ("bsorption", "absorption")],
        *[("lowdeficiency", "low deficiency"), ("lowb12", "low b12")],
    ],
)
def test_a_typing_person_is_understood(typed: str, meant: str) -> None:
    """A slip in a longer word, letters swapped in any, two words run together."""
    assert REPAIR.repair([typed]) == meant.split()


@pytest.mark.parametrize("word", ["abortion", "time", "dies", "hate", "b21", "141", "xy", "zzzzzz"])
def test_what_may_be_another_word_is_left(word: str) -> None:
    """English words, figures, and what is near to nothing."""
    assert REPAIR.repair([word]) == [word]


def test_the_nearest_counts_and_then_the_most_used() -> None:
    assert REPAIR.repair(["injectons"]) == ["injections"]
    assert WordRepair({"shots": 1, "shows": 9}).repair(["shoes"]) == ["shows"]


@given(st.lists(st.text("abcdefit12", min_size=1, max_size=30), max_size=4))
def test_whatever_stands_there_is_repaired_to_words(words: list[str]) -> None:
    """To known words or not at all, and what was repaired is left."""
    repaired = REPAIR.repair(words)
    assert all(word in COUNTS or word in words for word in repaired)
    assert REPAIR.repair(repaired) == repaired or not set(repaired) <= COUNTS.keys()


def test_the_closest_example_is_found() -> None:
    index = ExampleIndex("what cause it\nhow is it treat")
    assert index.closest("what cause it") == (1.0, "what cause it")
    near, example = index.closest("how it is treat")
    assert (0.5 < near < 1, example) == (True, "how is it treat")
    assert ExampleIndex("").closest("anything") == (0.0, "")


def test_only_examples_near_in_length_are_compared() -> None:
    """However many there are, one of the very same words is found."""
    index = ExampleIndex("\n".join(f"{'x' * number} end" for number in range(400)))
    for number in (0, 1, 200, 398, 399):
        text = f"{'x' * number} end"
        assert index.closest(text) == (1.0, text)


def test_of_texts_alike_the_first_counts_and_a_variant_last() -> None:
    numbers = TextNumbers(
        [("is it really true", 0), ("is it true", 1), ("is it true", 2)],
        lambda text: text.replace("really ", ""),
    )
    assert list(map(numbers.find, ["is it really true", "is it true", "is it"])) == [0, 1, None]


def test_a_label_is_known_with_a_slip() -> None:
    labels = ("if left untreated", "shots", "diet")
    assert same_label("if left untraeted", labels) == "if left untreated"
    assert same_label("shots", labels) == "shots"
    assert same_label("shoes", labels) is None
    assert same_label("", labels) is None
