"""Why the bot answered as it did: each question is asked once more in the same context, with the reasons."""

import json
import re
from collections.abc import Callable

from bot.conversation import NOTHING, Context, Conversation, Turn
from bot.handlers.live import Live
from bot.handlers.rendering import target_of
from bot.preview.telegram import JSON

Write = Callable[[Conversation, str, Turn, Context], JSON]
"""Writes down a question, its turn and the context before it, with the reasons."""


class Explainer:
    """Follows the chats by contexts of its own: the same questions have the same answers."""

    def __init__(self, live: Live, write: Write, bot_name: str) -> None:
        self._live = live
        self._write = write
        self._meant_for_it = re.compile(rf"^/ask\b(@{bot_name})?|@{bot_name}\b", re.IGNORECASE)
        self._contexts: dict[int, Context] = {}
        """By chat: what the next message there may lean on …"""
        self._before: dict[int, Context] = {}
        """… and by message what it could lean on, in case that it is changed."""

    def say(self, message: JSON) -> JSON | None:
        """Follow a message, new or changed; return why it is answered as it is, None if it is not."""
        question = self._question(message)
        if question is None:
            return None
        chat_id = message["chat"]["id"]
        before = self._before.setdefault(message["message_id"], self._contexts.get(chat_id, NOTHING))
        turn = self._live.dialogue.say(question, before)
        self._contexts[chat_id] = turn.context
        explanation = self._explanation(message, question, turn, before)
        if question.startswith("/"):
            # A command means what it says: nothing had to be understood.
            return explanation | {"why": None}
        label = (turn.reply.intents or (turn.reply.outcome,))[0]
        return explanation | {
            "golden": f"  - {json.dumps(question, ensure_ascii=False)}",
            "golden_file": f"tests/golden/{label}.yaml",
        }

    def _question(self, message: JSON) -> str | None:
        """What a message asks the bot: in a group, only those that name it or answer it are meant for it."""
        text: str = message.get("text", "")
        if message["chat"]["type"] == "private":
            return text
        answers_it = message.get("reply_to_message", {}).get("from", {}).get("is_bot", False)
        question, names = self._meant_for_it.subn(" ", text)
        return question.strip() or "/help" if names or answers_it else None

    def tap(self, message: JSON, person: JSON, label: str, data: str) -> JSON | None:
        """Follow a tap; one that opens nothing (a thumb) changes nothing that a message could lean on."""
        target = target_of(data)
        if not target:
            return None
        chat_id = message["chat"]["id"]
        before = self._contexts.get(chat_id, NOTHING)
        turn = self._live.dialogue.tap(target, before)
        self._contexts[chat_id] = turn.context
        return self._explanation(message | {"from": person}, label, turn, before)

    def _explanation(self, message: JSON, question: str, turn: Turn, before: Context) -> JSON:
        return self._write(self._live.conversation, question, turn, before) | {
            "name": message["from"]["first_name"],
            "statements": [self._statement(name) for name in turn.reply.statements],
        }

    def _statement(self, name: str) -> JSON:
        article = self._live.conversation.knowledge.article
        statement = article.statements[name]
        return {
            "id": name,
            "text": statement.text,
            "section": article.sections[statement.section].heading,
            "sentences": statement.sentence,
        }
