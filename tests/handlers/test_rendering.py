"""How a reply looks in Telegram."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Button, Conversation, Outcome, Paragraph, Reply, Style
from bot.handlers.rendering import data_of, html, links, markup_of, target_of

REPLY = Reply(
    Outcome.ANSWER,
    (Paragraph("A & <B>", Style.HEADING), Paragraph('1 < 2 "quoted"'), Paragraph("Note: x", Style.CAVEAT)),
    "See a healthcare professional.",
)


def test_text_is_escaped_and_styled() -> None:
    """Headings are bold, remarks italic, the disclaimer plain; no text can become markup."""
    assert html(REPLY) == (
        '<b>A &amp; &lt;B&gt;</b>\n\n1 &lt; 2 "quoted"\n\n<i>Note: x</i>\n\nSee a healthcare professional.'
    )


def test_every_button_fits_and_comes_back(conversation: Conversation) -> None:
    """Callback data stays within Telegram's 64 bytes and opens what the button says."""
    for button in (*conversation.tap("topics").choices, *conversation.compose.quick_replies):
        assert len(data_of(button).encode()) <= 64
        assert target_of(data_of(button)) == button.target


@given(st.text(max_size=80))
def test_any_data_is_read_without_harm(data: str) -> None:
    """What is no data of ours opens nothing."""
    assert target_of(data) == (data.removeprefix("open:") if data.startswith("open:") else "")


def test_missing_data_opens_nothing() -> None:
    """A tap without data, as a game's button sends it."""
    assert target_of(None) == ""


def test_buttons_stand_two_a_row(conversation: Conversation) -> None:
    """Under the message if the reply has its own, else in place of the keyboard, to stay."""
    inline = (markup_of(conversation.tap("causes")) or {})["inline_keyboard"]
    assert [len(row) for row in inline] == [2, 2, 1, 2]
    (more,) = inline[2]
    assert more["callback_data"] == "pick:more:causes.general"
    assert [button["callback_data"] for button in inline[-1]] == ["vote:up:causes", "vote:down:causes"]
    keyboard = markup_of(conversation.command("/start")) or {}
    assert keyboard["is_persistent"]
    assert [len(row) for row in keyboard["keyboard"]] == [2, 2, 2, 2]
    assert markup_of(REPLY) is None


def test_a_tap_copies_the_number_of_a_help_line(conversation: Conversation) -> None:
    """In private with a way back below for what was no alarm; in a group alone; never a link."""
    crisis = conversation.reply_to("i want to die")
    shown = [(markup_of(crisis, with_keyboard=private) or {}) for private in (True, False)]
    private, group = ([button for row in one["inline_keyboard"] for button in row] for one in shown)
    numbers = [button["copy_text"]["text"] for button in group]
    assert numbers[:4] == ["112", "999", "911", "988"]
    assert all(number in crisis.text for number in numbers)
    assert private == [*group, {"text": "This was a mistake", "callback_data": "open:mistake"}]
    assert links(crisis, "b12bot") is None


def _pictures(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter) == "So"]


def test_one_emoji_at_most_stands_in_an_answer(conversation: Conversation) -> None:
    """After the words of its heading; in two answers each heading has its own, and nothing else has any."""
    for topic in conversation.tap("topics").buttons:
        heading, *others = conversation.tap(topic.target).paragraphs
        assert heading.style is Style.HEADING
        assert len(_pictures(heading.text)) <= 1
        assert heading.text.startswith(topic.label)
        assert not _pictures("".join(paragraph.text for paragraph in others))


def test_buttons_are_words(conversation: Conversation) -> None:
    """A screen reader reads them aloud: no picture stands alone, and topics have none at all."""
    topics = (*conversation.tap("topics").choices, *conversation.compose.quick_replies)
    assert not _pictures("".join(button.label for button in topics))
    for button in (*topics, *conversation.tap("causes").votes):
        assert sum(map(str.isalpha, button.label)) >= len("Diet")


def test_no_keyboard_has_more_than_two_buttons_a_row(conversation: Conversation) -> None:
    """Under a message, in place of the keyboard, in a group, and in messages that others send."""
    pages = (
        conversation.command("/start"),
        conversation.compose.rephrase(),
        conversation.reply_to("my belly and b12"),
    )
    topics = (conversation.tap(button.target) for button in conversation.tap("topics").buttons)
    for reply in (*pages, *topics):
        sent = [(markup_of(reply, with_keyboard=is_private) or {}) for is_private in (True, False)]
        linked = links(reply, "b12bot")
        assert linked
        for keyboard in (*sent, linked.to_dict()):
            rows = keyboard.get("inline_keyboard") or keyboard["keyboard"]
            assert {len(row) for row in rows} <= {1, 2}
            assert sum(map(len, rows)) >= len(reply.choices)


def test_a_button_is_its_label_and_its_target() -> None:
    """Callback data never holds the label, which may be in any language."""
    assert data_of(Button("Ursachen", "causes")) == "open:causes"
