"""Messages become trees of marked texts in which nothing is lost and nothing can be injected."""

from hypothesis import given
from hypothesis import strategies as st

from bot.preview.telegram import Entity, parse_html
from bot.preview.telegram.markup import utf16_length
from bot.preview.view import tree
from tests.preview.opening import text_of


def of(html: str) -> list[object]:
    return list(tree(*parse_html(html)))


def test_marks_nest() -> None:
    """Bold in italics stays both; what stands around stays plain."""
    assert of("a <i>b <b>c</b></i> d") == [
        "a ",
        {"type": "italic", "children": ["b ", {"type": "bold", "children": ["c"]}]},
        " d",
    ]


def test_offsets_count_as_telegram_does() -> None:
    """An emoji before a mark moves it by two."""
    assert of("💙💙<b>x</b>") == ["💙💙", {"type": "bold", "children": ["x"]}]


def test_links_are_shown() -> None:
    """Written out, or without a scheme."""
    assert of("see https://example.org/a?b=c.") == [
        "see ",
        {"type": "link", "children": ["https://example.org/a?b=c"], "href": "https://example.org/a?b=c"},
        ".",
    ]
    assert of("findahelpline.com lists")[0] == {
        "type": "link", "children": ["findahelpline.com"], "href": "https://findahelpline.com",
    }  # fmt: skip


def test_commands_in_a_text_are_found() -> None:
    """As Telegram's apps make them tappable; a path is none."""
    assert of("tap /help, not a/b") == [
        "tap ",
        {"type": "bot_command", "children": ["/help"]},
        ", not a/b",
    ]


@given(st.data())
def test_no_word_is_lost_whatever_the_marks(data: st.DataObject) -> None:
    """Also where entities overlap."""
    text = data.draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    entities = []
    for start, end in data.draw(st.lists(st.tuples(places, places), max_size=5)):
        offset, length = utf16_length(text[:start]), utf16_length(text[start:end])
        if length:
            entities.append(Entity(data.draw(st.sampled_from(["bold", "italic"])), offset, length))
    assert text_of(tree(text, entities)) == text
