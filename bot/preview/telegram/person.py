"""A person with the Telegram app, in one chat: what they do becomes an update for the bot."""

import re

from bot.preview.telegram.markup import utf16_length
from bot.preview.telegram.state import State, now
from bot.preview.telegram.values import JSON, Message

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(@\w+)?")
_MENTION = re.compile(r"(?<![\w/])@\w{4,}")


def user(user_id: int, name: str, language: str | None = "en") -> JSON:
    """Telegram's User."""
    info: JSON = {"id": user_id, "is_bot": False, "first_name": name}
    return info if language is None else info | {"language_code": language}


def private_chat(person: JSON) -> JSON:
    """The chat of a person with the bot."""
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


def supergroup(chat_id: int, title: str = "Group", *, is_forum: bool = False) -> JSON:
    """A group. The bot gets all that is said there, as one does that a group made an administrator."""
    return {"id": chat_id, "type": "supergroup", "title": title} | ({"is_forum": True} if is_forum else {})


class Person:
    """One person in one chat with the bot, in a topic of it if `thread` is given."""

    def __init__(self, state: State, chat: JSON, user: JSON, thread: int | None = None) -> None:
        self._state = state
        self._info = chat
        self._user = user
        self._thread: JSON = {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}

    def message(self, **extra: object) -> JSON:
        """A message of this person, complete but for what it holds."""
        head: JSON = {"message_id": next(self._state.message_ids), "from": self._user, "chat": self._info}
        return head | {"date": now()} | self._thread | extra

    def write(self, text: str, reply_to: Message | None = None) -> None:
        """Send a text, or a command."""
        extra = _typed(text)
        if reply_to is not None:
            extra["reply_to_message"] = reply_to.as_json()
        self._state.receive({"message": self.message(**extra)})

    def rewrite(self, message: JSON, text: str) -> None:
        """Change a message of one's own."""
        changed = {name: value for name, value in message.items() if name != "entities"}
        self._state.receive({"edited_message": changed | _typed(text) | {"edit_date": now()}})

    def tap_button(self, message: Message, data: str) -> str:
        """Tap a button with this callback data; return the number of the query that waits for an answer."""
        query_id = str(next(self._state.query_ids))
        query = {
            "id": query_id,
            "from": self._user,
            "message": message.as_json(),
            "chat_instance": str(self._info["id"]),
            "data": data,
        }
        self._state.receive({"callback_query": query})
        return query_id


def _typed(text: str) -> JSON:
    entities = _entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _entities(text: str) -> list[JSON]:
    """The entities that Telegram's apps find in what a person types, as far as a bot reads them."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(text)]
    return [
        {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        for kind, match in sorted(found, key=lambda item: item[1].start())
    ]
