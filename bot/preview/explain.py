"""Why the bot answered as it did: each question is asked once more in the same context, with the reasons."""

import json
import re
from collections import deque
from collections.abc import Callable

from bot.conversation import Context, Contexts, Conversation, Dialogue, Turn
from bot.handlers.rendering import target_of
from bot.preview.telegram import JSON

LATEST = 10
"""Questions whose reasons are kept."""

Write = Callable[[str, Turn, Context], JSON]
"""Writes down a question, its turn and the context before it, with the reasons."""


class Explainer:
    """Follows the chats by a dialogue of its own: the same questions have the same answers."""

    def __init__(self, conversation: Conversation, write: Write, bot_name: str) -> None:
        self._write = write
        self._meant_for_it = re.compile(rf"^/ask\b(@{bot_name})?|@{bot_name}\b", re.IGNORECASE)
        self.latest: deque[JSON] = deque(maxlen=LATEST)
        """The explanations of the last questions, the newest at the end."""
        self.use(conversation)

    def use(self, conversation: Conversation) -> None:
        """Explain by this conversation from now on; like the bot that starts anew, it remembers no chat."""
        self._knowledge = conversation.knowledge
        self._dialogue = Dialogue(conversation)
        self._contexts = Contexts()
        self._before: dict[int, Context] = {}

    def say(self, message: JSON) -> JSON | None:
        """Follow a message, new or changed; return why it is answered as it is, None if it is not."""
        question = self._question(message)
        if question is None:
            return None
        place = (message["chat"]["id"], 0)
        before = self._before.setdefault(message["message_id"], self._contexts.of(place))
        turn = self._dialogue.say(question, before)
        self._contexts.keep(place, turn.context)
        explanation = self._explanation(question, turn, before) | {
            "id": message["message_id"],
            "chat": message["chat"]["id"],
            "name": message["from"]["first_name"],
        }
        self.latest.append(explanation)
        return explanation

    def _question(self, message: JSON) -> str | None:
        """What a message asks the bot: in a group, only those that name it or answer it are meant for it."""
        text: str = message.get("text", "")
        if message["chat"]["type"] == "private":
            return text
        answers_it = message.get("reply_to_message", {}).get("from", {}).get("is_bot", False)
        question, names = self._meant_for_it.subn(" ", text)
        return question.strip() or "/help" if names or answers_it else None

    def tap(self, chat_id: int, data: str) -> None:
        """Follow a tap; one that opens nothing (a thumb) changes nothing that a message could lean on."""
        if target := target_of(data):
            place = (chat_id, 0)
            turn = self._dialogue.tap(target, self._contexts.of(place))
            self._contexts.keep(place, turn.context)

    def _explanation(self, question: str, turn: Turn, before: Context) -> JSON:
        answer = self._write(question, turn, before)
        label = (turn.reply.intents or (turn.reply.outcome,))[0]
        return answer | {
            "statements": [self._statement(name) for name in turn.reply.statements],
            "golden": f"  - {json.dumps(question, ensure_ascii=False)}",
            "golden_file": f"tests/golden/{label}.yaml",
        }

    def _statement(self, name: str) -> JSON:
        article = self._knowledge.article
        statement = article.statements[name]
        return {
            "id": name,
            "text": statement.text,
            "section": article.sections[statement.citation.section].heading,
            "sentences": statement.citation.sentences,
        }
