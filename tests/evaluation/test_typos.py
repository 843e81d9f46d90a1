"""Typos: of every kind, the same at every run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.typos import KINDS, mistype
from bot.understanding import fold

QUESTION = "what causes vitamin b12 deficiency"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_a_question(kind: str) -> None:
    """In the same way for the same seed."""
    typed = mistype(QUESTION, kind, 1)
    assert typed != QUESTION
    assert typed == mistype(QUESTION, kind, 1)


def test_what_each_kind_does() -> None:
    """A letter more, less or other; letters that only look alike; capitals; words run together."""
    assert len(mistype(QUESTION, "drop", 1)) == len(QUESTION) - 1
    assert len(mistype(QUESTION, "double", 1)) == len(QUESTION) + 1
    assert sorted(mistype(QUESTION, "transpose", 1)) == sorted(QUESTION)
    assert mistype(QUESTION, "capitals", 1) == QUESTION.upper()
    assert mistype(QUESTION, "missing spaces", 1).count(" ") == QUESTION.count(" ") - 1
    assert fold(mistype(QUESTION, "look-alike", 1)) == QUESTION


@given(st.text(max_size=80), st.sampled_from(KINDS))
def test_any_text_can_be_mistyped(text: str, kind: str) -> None:
    """Whatever is asked, a typo never fails."""
    mistype(text, kind, 1)
