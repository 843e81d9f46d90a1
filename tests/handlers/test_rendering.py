"""How a reply looks in Telegram."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.conversation import Button, Conversation, Outcome, Paragraph, Reply, Style
from bot.handlers.rendering import data_of, html, markup, target_of

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
    for button in (*conversation.tap("topics").choices, *conversation.quick_replies):
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
    inline = markup(conversation.tap("causes"))
    assert isinstance(inline, InlineKeyboardMarkup)
    assert [len(row) for row in inline.inline_keyboard] == [2, 2, 2]
    assert [button.callback_data for button in inline.inline_keyboard[-1]] == [
        "vote:up:causes",
        "vote:down:causes",
    ]
    keyboard = markup(conversation.command("/start"))
    assert isinstance(keyboard, ReplyKeyboardMarkup)
    assert keyboard.is_persistent
    assert [len(row) for row in keyboard.keyboard] == [2, 2, 2, 2]
    assert markup(REPLY) is None


def test_a_button_is_its_label_and_its_target() -> None:
    """Callback data never holds the label, which may be in any language."""
    assert data_of(Button("Ursachen", "causes")) == "open:causes"
