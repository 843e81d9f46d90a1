"""What a template stands for."""

import pytest

from bot.understanding.templates import TemplateError, count, expand, parse

NAMES = {"condition": ("low b12", "b12 deficiency", "pernicious anemia"), "mood": ("depression",)}


def test_plain_text_stands_for_itself() -> None:
    assert expand("what is b12", NAMES) == ["what is b12"]


def test_alternatives_options_and_names() -> None:
    assert set(expand("(is|was) {mood} [so] bad", NAMES)) == {
        "is depression so bad",
        "is depression bad",
        "was depression so bad",
        "was depression bad",
    }


def test_names_of_two_lists() -> None:
    assert count(parse("what is {condition|mood}", NAMES)) == len(NAMES["condition"]) + len(NAMES["mood"])


def test_bounded_and_the_same_every_time() -> None:
    template = "(a|b|c|d) (e|f|g|h) {condition}"
    assert expand(template, NAMES, most=5) == expand(template, NAMES, most=5)
    assert len(expand(template, NAMES, most=5)) == len(set(expand(template, NAMES, most=5))) == 5


@pytest.mark.parametrize("template", ["a (b", "a b)", "a [b", "a {nothing}", "a {condition"])
def test_what_cannot_be_read_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        expand(template, NAMES)
