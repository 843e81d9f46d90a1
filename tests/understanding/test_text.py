"""How messages are read."""

import pytest

from bot.knowledge import load
from bot.understanding.text import TextReader

READER = TextReader(
    load().vocabulary, {"absorption": 5, "what": 20, "causes": 20, "deficiency": 9}, {"abortion"}
)


@pytest.mark.parametrize(
    "spelling",
    ["b12", "B 12", "B-12", "vitamin b12", "vitamin b-12", "vit. b 12", "Vitamin B₁₂", "vitb12", "cobalamin"],
)
def test_every_spelling_of_the_subject(spelling: str) -> None:
    assert READER.read(f"what is {spelling}?").words == READER.read("what is b12?").words


def test_words_are_repaired_but_not_real_ones() -> None:
    assert "absorption" in READER.read("absorbtion of b12").words
    assert "abortion" in READER.read("abortion").words


def test_letters_typed_apart() -> None:
    assert READER.read("w h a t  c a u s e s it").words == READER.read("what causes it").words


def test_names() -> None:
    assert READER.read("symptoms of pernicious anaemia").names == {"condition"}
    assert READER.read("symptoms of iron deficiency anemia").names == {"disease"}
