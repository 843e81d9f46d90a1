"""What a template stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.phrases import PatternError, _ranked, count, expand, parse

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
    with pytest.raises(PatternError):
        expand(template, NAMES)


def test_an_added_option_moves_no_other_draw() -> None:
    """Of a choice with one option more, the others come in the order in which they came."""
    before = parse("(what|how|who|where) (is|was) it", NAMES)
    after = parse("(what|how|who|where|which) (is|was) it", NAMES)
    line = "(what|how|who|where) (is|was) it"
    ranked = [_ranked(parsed, line)[0].options for parsed in (before, after)]  # type: ignore[union-attr]
    assert [option for option in ranked[1] if option in ranked[0]] == list(ranked[0])


def test_an_added_line_moves_no_other() -> None:
    """What a template stands for only hangs on itself and on the names."""
    lines = ["(a|b|c|d) (e|f|g|h) {condition}", "what [on earth] is (low|too low|a low) {mood}"]
    alone = [expand(line, NAMES, most=4) for line in lines]
    assert [expand(line, NAMES, most=4) for line in ["(x|y) {mood}", *reversed(lines)]][:0:-1] == alone


def test_many_names_are_among_a_few_sentences() -> None:
    """Every name comes up once before one comes up twice."""
    names = {"condition": tuple(f"name{number}" for number in range(10))}
    said = expand("(what|how) is {condition} (seen|found|told)", names)
    assert len({sentence.split()[2] for sentence in said}) == 10


@given(st.text("ab (|)[]{}", max_size=30))
def test_whatever_is_written_is_read_or_refused(template: str) -> None:
    """As many sentences as it says, none of them twice, and the most that was asked for."""
    try:
        said = expand(template, {**NAMES, "a": ("x",), "b": ("y", "z")}, most=5)
    except PatternError:
        return
    assert 1 <= len(said) <= 5
    assert len(set(said)) == len(said)
    assert all(sentence == " ".join(sentence.split()) for sentence in said)
