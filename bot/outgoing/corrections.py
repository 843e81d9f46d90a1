"""Requests that Telegram refused for a reason that can be mended: each is sent once more, changed."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from telegram.error import BadRequest, ChatMigrated, TelegramError

JSONDict = dict[str, Any]

SETTLED = ("message is not modified", "query is too old", "query id is invalid")
"""Refusals of what needs no doing any more: the message stands as it should, or nobody waits for the tap."""
_TAG = re.compile(r"<[^<>]*>")


def is_settled(error: TelegramError) -> bool:
    """Say whether a refused request needs no doing any more."""
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in SETTLED)


def mended(error: TelegramError, data: Mapping[str, Any]) -> JSONDict | None:
    """Return the request's data as Telegram may take it, or None if there is nothing to mend.

    A group that became a supergroup has a new id; markup that Telegram can't parse is taken out of the text;
    a message or a topic that is gone can't be replied to, but the reply can be sent.
    """
    if isinstance(error, ChatMigrated):
        return {**data, "chat_id": error.new_chat_id}
    if not isinstance(error, BadRequest):
        return None
    reason = error.message.lower()
    if "can't parse entities" in reason and "parse_mode" in data:
        return _without(data, "parse_mode") | {"text": plain(str(data.get("text", "")))}
    if "message to be replied not found" in reason or "replied message not found" in reason:
        return _without(data, "reply_parameters") if data.get("reply_parameters") else None
    if "message thread not found" in reason:
        return _without(data, "message_thread_id") if data.get("message_thread_id") else None
    return None


def plain(html: str) -> str:
    """Return the text of a message of ours without its markup."""
    return unescape(_TAG.sub("", html))


def _without(data: Mapping[str, Any], name: str) -> JSONDict:
    return {key: value for key, value in data.items() if key != name}
