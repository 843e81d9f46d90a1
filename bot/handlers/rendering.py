"""A `Reply` as Telegram shows it: HTML text and a keyboard, inline or persistent."""

import json
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.conversation import Button, Outcome, Paragraph, Reply, Style

PREFIX = "open:"
"""Marks the callback data of a button that opens an intent or a page."""
PICK = "pick:"
"""Marks that of a button under a “did you mean”: what it opens takes the question's place."""
VOTE = "vote:"
"""Marks that of a thumb."""
PER_ROW = 2
"""Buttons side by side on a phone."""

NO_KEYBOARD = json.dumps({"remove_keyboard": True})
"""What takes the keyboard below the chat away."""
KEYBOARDS = 500
"""Different keyboards that are kept; there are about as many as intents."""

T = TypeVar("T")

_TAGS = {Style.HEADING: "b", Style.CAVEAT: "i", Style.SOURCE: "i"}


def html(reply: Reply) -> str:
    """Return the reply as Telegram's HTML."""
    return reply.render(_paragraph)


def markup_of(reply: Reply, *, with_keyboard: bool = True) -> str | None:
    """Return the reply's buttons as the JSON that Telegram has them in; None if there are none.

    Its own stand under the message; where it has none, the quick replies are the keyboard below the chat.
    `with_keyboard` says whether the keyboard below the chat may be set. In a group it would be everybody's:
    there the topics stand under the message.
    """
    if reply.outcome is Outcome.RED_FLAG and with_keyboard:
        # Someone in danger sees help, and no topics below it.
        return NO_KEYBOARD
    prefix = PICK if reply.outcome is Outcome.SUGGEST else PREFIX
    if not with_keyboard:
        return _written(reply.choices, (), (), prefix)
    return _written(reply.buttons, reply.quick_replies, reply.votes, prefix)


def is_below_the_chat(markup: str | None) -> bool:
    """Say whether buttons change the keyboard below the chat: such a message can't be written anew."""
    return markup is not None and "inline_keyboard" not in markup


def links(reply: Reply, bot: str) -> InlineKeyboardMarkup | None:
    """Return the reply's buttons as links into the chat with the bot: for messages that others send."""
    address = f"https://t.me/{bot}?start="
    rows = _rows([InlineKeyboardButton(b.label, url=address + b.target) for b in reply.choices])
    return InlineKeyboardMarkup(rows) if rows else None


@lru_cache(maxsize=KEYBOARDS)
def _written(
    buttons: tuple[Button, ...], quick_replies: tuple[Button, ...], votes: tuple[Button, ...], prefix: str
) -> str | None:
    keyboard = _keyboard(buttons, quick_replies, votes, prefix)
    return json.dumps(keyboard.to_dict()) if keyboard else None


def _keyboard(
    buttons: tuple[Button, ...], quick_replies: tuple[Button, ...], votes: tuple[Button, ...], prefix: str
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if buttons:
        rows = _rows([InlineKeyboardButton(b.label, callback_data=data_of(b, prefix)) for b in buttons])
        rows += _rows([InlineKeyboardButton(b.label, callback_data=data_of(b, VOTE)) for b in votes])
        return InlineKeyboardMarkup(rows)
    if quick_replies:
        keys = _rows([KeyboardButton(button.label) for button in quick_replies])
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
    """Say whether a button chose one of the intents of a “did you mean”."""
    return bool(data) and str(data).startswith(PICK)


def _paragraph(paragraph: Paragraph) -> str:
    text = escape(paragraph.text, quote=False)
    tag = _TAGS.get(paragraph.style)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _rows(buttons: Sequence[T]) -> list[list[T]]:
    return [list(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW)]
