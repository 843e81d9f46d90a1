"""A person with the Telegram app: types, presses buttons, reads what the bot wrote."""

import asyncio
import re
from collections.abc import Callable

from tests.standin.kinds import content
from tests.standin.markup import utf16_length
from tests.standin.state import Chat, State, now
from tests.standin.values import JSON, ExpectationError, Message

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(@\w+)?")
_MENTION = re.compile(r"(?<![\w/])@\w{4,}")


class Client:
    """One person in one chat with the bot. What waits for the bot waits no longer than `patience`."""

    def __init__(
        self, state: State, chat: JSON, user: JSON, patience: float, thread: int | None = None
    ) -> None:
        self._state = state
        self._info = chat
        self._user = user
        self._patience = patience
        self._thread: JSON = {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}

    async def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Type a text, or a command, and wait for the bot's next message."""
        extra: JSON = {"text": text}
        if entities := _entities(text):
            extra["entities"] = entities
        if reply_to is not None:
            extra["reply_to_message"] = reply_to.as_json()
        return await self._answer_to({"message": self.message(**extra)}, repr(text))

    async def send(self, kind: str, **extra: object) -> Message:
        """Send a photo, a voice message, … (`caption=…` if need be) and wait for the bot's next message."""
        return await self._answer_to({"message": self.message(**content(kind), **extra)}, f"a {kind}")

    async def press(self, label: str) -> Message:
        """Press a button: inline ones of the last message that has some come first, then the reply keyboard.

        Waits until the press of an inline button was answered and a message sent or edited.
        """
        if self._button(label) is None and any(label in row for row in self._chat.keyboard):
            return await self.say(label)
        before = len(self._chat.activity)
        await self.tap(label)
        await self._wait(
            lambda: len(self._chat.activity) > before, f"change anything after {label!r} was pressed"
        )
        return self._chat.activity[-1]

    async def tap(self, label: str) -> JSON:
        """Press an inline button, wait only until it was answered, and return the answer's parameters."""
        found = self._button(label)
        if found is None:
            inline = next((one.inline_buttons for one in reversed(self.messages) if one.inline_rows), [])
            raise ExpectationError(
                f"no button {label!r}; inline buttons: {inline}, keyboard: {self._chat.keyboard}"
            )
        message, button = found
        if "callback_data" not in button:
            raise ExpectationError(f"{label!r} is no button for the bot: {button}")
        return await self.tap_data(message, button["callback_data"])

    async def tap_data(self, message: Message, data: str) -> JSON:
        """Tap with any callback data, as a changed app can; return the answer's parameters."""
        query_id = str(next(self._state.query_ids))
        query = {
            "id": query_id,
            "from": self._user,
            "message": message.as_json(),
            "chat_instance": str(self._info["id"]),
            "data": data,
        }
        await self.send_update({"callback_query": query})
        await self._wait(lambda: self._state.queries[query_id] is not None, f"answer the tap of {data!r}")
        return self._state.queries[query_id] or {}

    async def ask_inline(self, query: str) -> list[JSON]:
        """Type `@bot query` in any chat, and return what is offered."""
        query_id = str(next(self._state.query_ids))
        await self.send_update(
            {"inline_query": {"id": query_id, "from": self._user, "query": query, "offset": ""}}
        )
        await self._wait(lambda: self._state.queries[query_id] is not None, f"answer {query!r} inline")
        results: list[JSON] = (self._state.queries[query_id] or {})["results"]
        return results

    async def change(self, update: JSON, text: str) -> None:
        """Change a message that was sent with `send_update`."""
        message = update["message"] | {"text": text, "edit_date": now()}
        await self.send_update({"edited_message": message})

    async def send_update(self, update: JSON) -> None:
        """Put any update into the queue (its update_id is filled in) and return at once."""
        self._state.receive(update)

    async def until_sent(self, count: int) -> list[Message]:
        """Wait until the bot has sent this many messages to this chat, and return them."""
        await self._wait(lambda: len(self.messages) >= count, f"send {count} messages")
        return self.messages

    async def expect_silence(self, seconds: float = 0.5) -> None:
        """Fail if the bot sends or edits a message in this chat within this time."""
        before = len(self._chat.activity)
        await asyncio.sleep(seconds)
        new = [message.text for message in self._chat.activity[before:]]
        if new:
            raise ExpectationError(f"the bot should have kept silent, and wrote {new}")

    def message(self, **extra: object) -> JSON:
        """A message of this person for `send_update`: complete but for what it holds."""
        head: JSON = {"message_id": next(self._state.message_ids), "from": self._user, "chat": self._info}
        return head | {"date": now()} | self._thread | extra

    @property
    def messages(self) -> list[Message]:
        """All messages of the bot in this chat, as they now stand."""
        return list(self._chat.sent.values())

    @property
    def last(self) -> Message:
        """The last message of the bot in this chat, as it now stands."""
        if not self.messages:
            raise ExpectationError("the bot has not written here yet")
        return self.messages[-1]

    @property
    def _chat(self) -> Chat:
        return self._state.chats.get(self._info["id"]) or Chat(self._info)

    def _button(self, label: str) -> tuple[Message, JSON] | None:
        """An inline button of the last message that has some."""
        message = next((message for message in reversed(self.messages) if message.inline_rows), None)
        buttons = [button for row in message.inline_rows for button in row] if message else []
        button = next((button for button in buttons if button["text"] == label), None)
        return (message, button) if message and button else None

    async def _answer_to(self, update: JSON, what: str) -> Message:
        before = len(self._chat.activity)
        await self.send_update(update)

        def new() -> list[Message]:
            return [message for message in self._chat.activity[before:] if message.edit_date is None]

        await self._wait(lambda: bool(new()), f"answer {what}")
        return new()[0]

    async def _wait(self, condition: Callable[[], bool], what: str) -> None:
        await self._state.expect(condition, self._patience, what)


def _entities(text: str) -> list[JSON]:
    """The entities that Telegram's apps find in what a person types, as far as a bot reads them."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(text)]
    return [
        {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        for kind, match in sorted(found, key=lambda item: item[1].start())
    ]
