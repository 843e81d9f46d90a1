"""A `Reply` as Telegram shows it: HTML text and a keyboard, inline or persistent."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple, TypeVar

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.conversation import Button, Outcome, Paragraph, Reply, Style

PREFIX = "open:"
"""Marks the callback data of a button that opens an intent or a page."""
PICK = "pick:"
"""Marks that of a button whose reply takes the message's place: under a “did you mean”, and *More*."""
VOTE = "vote:"
"""Marks that of a thumb."""
PER_ROW = 2
"""Buttons side by side on a phone."""

KEYBOARDS = 500
"""Different keyboards that are kept; there are about as many as intents."""

Markup = Mapping[str, Any]
"""Buttons as Telegram has them."""
T = TypeVar("T")

_TAGS = {Style.HEADING: "b", Style.CAVEAT: "i", Style.SOURCE: "i"}


def html(reply: Reply) -> str:
    """Return the reply as Telegram's HTML."""
    return reply.render(_paragraph)


def markup_of(
    reply: Reply, below: InlineKeyboardButton | None = None, *, with_keyboard: bool = True
) -> Markup | None:
    """Return the reply's buttons as Telegram has them, and one more `below` them; None if there are none.

    Its own stand under the message; where it has none, the quick replies are the keyboard below the chat.
    `with_keyboard` says whether the keyboard below the chat may be set. In a group it would be everybody's:
    there the topics stand under the message.
    """
    prefix = PICK if reply.outcome is Outcome.SUGGEST else PREFIX
    buttons = _Buttons.of(reply)
    if below:
        # One message has either inline buttons or the keyboard below the chat.
        buttons = buttons._replace(shown=reply.choices, quick_replies=())
    if not with_keyboard:
        # Nobody else in a group shall end what one person's alarm has begun.
        shown = () if reply.outcome is Outcome.RED_FLAG else reply.choices
        buttons = buttons._replace(shown=shown, quick_replies=(), votes=())
    # Made only once: the same few are sent over and over.
    markup = _written(buttons, prefix)
    if below:
        return {"inline_keyboard": [*(markup["inline_keyboard"] if markup else ()), [below.to_dict()]]}
    return markup


def is_below_the_chat(markup: Markup | None) -> bool:
    """Say whether buttons change the keyboard below the chat: such a message can't be written anew."""
    return markup is not None and "inline_keyboard" not in markup


def links(reply: Reply, bot: str) -> InlineKeyboardMarkup | None:
    """Return the reply's buttons as links into the chat with the bot: for messages that others send."""
    if reply.outcome is Outcome.RED_FLAG:
        return None
    address = f"https://t.me/{bot}?start="
    rows = _rows([InlineKeyboardButton(b.label, url=address + b.target) for b in reply.choices])
    return InlineKeyboardMarkup(rows) if rows else None


class _Buttons(NamedTuple):
    """All buttons of a reply."""

    shown: tuple[Button, ...]
    actions: tuple[Button, ...]
    quick_replies: tuple[Button, ...]
    votes: tuple[Button, ...]
    numbers: tuple[Button, ...]

    @classmethod
    def of(cls, reply: Reply) -> "_Buttons":
        return cls(reply.buttons, reply.actions, reply.quick_replies, reply.votes, reply.numbers)


@lru_cache(maxsize=KEYBOARDS)
def _written(buttons: _Buttons, prefix: str) -> Markup | None:
    keyboard = _keyboard(buttons, prefix)
    return keyboard.to_dict() if keyboard else None


def _keyboard(buttons: _Buttons, prefix: str) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if buttons.shown or buttons.numbers:
        numbers = [InlineKeyboardButton(b.label, copy_text=CopyTextButton(b.target)) for b in buttons.numbers]
        rows = _rows(numbers)
        for ones, mark in ((buttons.shown, prefix), (buttons.actions, PICK), (buttons.votes, VOTE)):
            rows += _rows([InlineKeyboardButton(b.label, callback_data=data_of(b, mark)) for b in ones])
        return InlineKeyboardMarkup(rows)
    if buttons.quick_replies:
        keys = _rows([KeyboardButton(button.label) for button in buttons.quick_replies])
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, is_persistent=True)
    return None


def data_of(button: Button, prefix: str = PREFIX) -> str:
    """Return the callback data of a button."""
    return prefix + button.target


def target_of(data: str | None) -> str:
    """Return what the callback data opens; empty for data that no button of ours has."""
    prefix = next((prefix for prefix in (PREFIX, PICK) if data and data.startswith(prefix)), None)
    return data.removeprefix(prefix) if data and prefix else ""


def is_pick(data: str | None) -> bool:
    """Say whether what a button opens takes the place of its message."""
    return bool(data) and str(data).startswith(PICK)


def _paragraph(paragraph: Paragraph) -> str:
    text = escape(paragraph.text, quote=False)
    tag = _TAGS.get(paragraph.style)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _rows(buttons: Sequence[T]) -> list[list[T]]:
    return [list(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW)]
