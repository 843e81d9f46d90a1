"""What Telegram remembers for one bot: its chats and messages, open queries, settings, and its calls."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.preview.telegram import checks
from bot.preview.telegram.updates import Signal, Updates
from bot.preview.telegram.values import (
    JSON,
    Answered,
    Call,
    Entity,
    Event,
    Message,
    Refusal,
    Rows,
    Said,
    Shown,
    bad_request,
)

NO_MESSAGES = frozenset({"message_reaction", "message_reaction_count"})
"""Kinds of update that speak of a message and do not hold it."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@dataclass
class Chat:
    """A chat that the bot may write to."""

    info: JSON
    incoming: dict[int, JSON] = field(default_factory=dict)
    sent: dict[int, Message] = field(default_factory=dict)
    activity: list[Message] = field(default_factory=list)
    """Every message as it was sent or edited, in order; deleting one takes nothing from it."""
    keyboard: Rows = field(default_factory=list)


@dataclass(frozen=True)
class Webhook:
    """Where Telegram sends updates to."""

    url: str
    secret: str = ""
    max_connections: int = 40


class State:
    """All of it, for one token.

    A light one is for load: it checks all the same, and keeps neither messages nor parameters of calls, so
    that it does not grow with them.
    """

    def __init__(self, token: str, *, name: str = "Stand-in", is_light: bool = False) -> None:
        self.token = token
        self.is_light = is_light
        username = "".join(filter(str.isalnum, name.lower())).removesuffix("bot") + "_bot"
        me = {"is_bot": True, "first_name": name, "username": username}
        self.me: JSON = {"id": int(token.partition(":")[0]), **me}
        self.signal = Signal()
        self.updates = Updates(self.signal)
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, JSON | None] = {}
        """Callback queries: the parameters of the answer, or None while one is open."""
        self.commands: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        """Description and short description."""
        self.webhook: Webhook | None = None
        self.webhook_error: JSON = {}
        self.calls: list[Call] = []
        self.refusals: list[Refusal] = []
        self.listeners: list[Callable[[Event], None]] = []
        """Who is told of each event as soon as it happens."""
        self.message_ids = itertools.count(1)
        self.query_ids = itertools.count(4_382_000_000_000_000_001)

    def record(self, method: str, params: JSON) -> None:
        """Write down a call."""
        kept = {} if self.is_light else params
        self.calls.append(Call(method, kept, asyncio.get_running_loop().time()))
        self.signal.notify()

    def receive(self, update: JSON) -> None:
        """A person did something: remember the chat and the query that it speaks of, and queue it."""
        for kind, payload in update.items():
            if isinstance(payload, dict) and kind not in NO_MESSAGES:
                self._remember(payload)
        query = update.get("callback_query") or update.get("inline_query")
        if isinstance(query, dict) and "id" in query:
            self.queries[str(query["id"])] = None
        self.updates.put(update)

    def _remember(self, payload: JSON) -> None:
        chat = payload.get("chat")
        if isinstance(chat, dict) and isinstance(chat.get("id"), int) and "message_id" in payload:
            known = self.chats.setdefault(chat["id"], Chat(chat))
            if not self.is_light:
                known.incoming[payload["message_id"]] = payload
            self.tell(Said(payload))

    def tell(self, event: Event) -> None:
        """Tell all listeners of an event."""
        for listener in self.listeners:
            listener(event)

    def chat(self, chat_id: int | str | None) -> Chat:
        """The chat that a call names."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        if not isinstance(chat_id, int) or chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def open_query(self, query_id: str) -> str:
        """The query that an answer names, if it still waits for one."""
        if query_id not in self.queries or self.queries[query_id] is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query_id

    def answer_query(self, query_id: str, params: JSON) -> bool:
        """End a person's waiting."""
        self.queries[query_id] = params
        self.tell(Answered(query_id, params))
        self.signal.notify()
        return True

    def send(self, chat: Chat, text: str, entities: tuple[Entity, ...], params: JSON, extra: JSON) -> Message:
        """Put a message of the bot into a chat."""
        markup = checks.reply_markup(params.get("reply_markup"))
        if markup and "keyboard" in markup:
            chat.keyboard = checks.keyboard_labels(markup)
        head = (next(self.message_ids), chat.info, self.me, now())
        new = Message(*head, text, params["text"], entities, markup, chat.keyboard, extra=extra)
        return self._show(chat, new)

    def editable(self, params: JSON) -> tuple[Chat, Message]:
        """The message that an edit names, if Telegram would let the bot change it."""
        chat = self.chat(params.get("chat_id"))
        message_id = params.get("message_id")
        if message_id is None:
            raise bad_request("message identifier is not specified")
        if message_id in chat.incoming:
            raise bad_request("message can't be edited")
        message = chat.sent.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if message.markup and not message.inline_rows:
            raise bad_request("message can't be edited")
        return chat, message

    def edit(self, chat: Chat, old: Message, new: Message) -> Message:
        """Put the new form of a message in the place of the old one."""
        if (old.text, old.entities, old.markup) == (new.text, new.entities, new.markup):
            raise bad_request(NOT_MODIFIED)
        return self._show(chat, replace(new, edit_date=now(), keyboard=chat.keyboard))

    def _show(self, chat: Chat, message: Message) -> Message:
        if not self.is_light:
            chat.sent[message.message_id] = message
            chat.activity.append(message)
        self.tell(Shown(message))
        self.signal.notify()
        return message


def now() -> int:
    """Telegram's dates: whole seconds."""
    return int(time.time())
