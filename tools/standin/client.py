"""A person who waits for what the bot does: types, presses buttons, reads what the bot wrote."""

import asyncio
from collections.abc import Callable

from bot.preview.telegram import JSON, Message, Person
from bot.preview.telegram.state import Chat, State, now
from tools.standin.kinds import content


class ExpectationError(AssertionError):
    """The bot did not do what a person, or a test, waited for."""


async def expect(state: State, condition: Callable[[], bool], patience: float, what: str) -> None:
    """Return when the condition holds.

    Raises:
        ExpectationError: if it does not in time; `what` completes "the bot did not …".
    """
    try:
        await state.signal.until(condition, patience)
    except TimeoutError:
        calls = [call.method for call in state.calls[-5:]]
        raise ExpectationError(
            f"the bot did not {what} within {patience:g} s; its last calls: {calls}; "
            f"refused: {state.refusals}; updates that it has not confirmed: {len(state.updates.pending)}"
        ) from None


class Client(Person):
    """One person in one chat with the bot. What waits for the bot waits no longer than `patience`."""

    def __init__(
        self, state: State, chat: JSON, user: JSON, patience: float, thread: int | None = None
    ) -> None:
        super().__init__(state, chat, user, thread)
        self._patience = patience

    async def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Type a text, or a command, and wait for the bot's next message."""
        return await self._answer_to(lambda: self.write(text, reply_to), repr(text))

    async def send(self, kind: str, **extra: object) -> Message:
        """Send a photo, a voice message, … (`caption=…` if need be) and wait for the bot's next message."""
        update: JSON = {"message": self.message(**content(kind), **extra)}
        return await self._answer_to(lambda: self._state.receive(update), f"a {kind}")

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
        return await self._answer_of(self.tap_button(message, data), f"answer the tap of {data!r}")

    async def ask_inline(self, query: str) -> list[JSON]:
        """Type `@bot query` in any chat, and return what is offered."""
        query_id = str(next(self._state.query_ids))
        inline_query = {"id": query_id, "from": self._user, "query": query, "offset": ""}
        self._state.receive({"inline_query": inline_query})
        answer = await self._answer_of(query_id, f"answer {query!r} inline")
        results: list[JSON] = answer["results"]
        return results

    def react(self, message_id: int, emoji: str, before: str = "") -> None:
        """React to a message with an emoji, or with none, in place of the one `before`."""
        reaction = {"chat": self._info, "message_id": message_id, "user": self._user, "date": now()}
        old, new = ([{"type": "emoji", "emoji": one}] if one else [] for one in (before, emoji))
        self._state.receive({"message_reaction": reaction | {"old_reaction": old, "new_reaction": new}})

    async def change(self, update: JSON, text: str) -> None:
        """Change a message that was sent with `send_update`."""
        self.rewrite(update["message"], text)

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

    async def _answer_to(self, act: Callable[[], None], what: str) -> Message:
        """Wait for the bot's next message after something was done."""
        before = len(self._chat.activity)
        act()

        def new() -> list[Message]:
            return [message for message in self._chat.activity[before:] if message.edit_date is None]

        await self._wait(lambda: bool(new()), f"answer {what}")
        return new()[0]

    async def _answer_of(self, query_id: str, what: str) -> JSON:
        """Wait for the answer to a query, and return its parameters."""
        await self._wait(lambda: self._state.queries[query_id] is not None, what)
        return self._state.queries[query_id] or {}

    async def _wait(self, condition: Callable[[], bool], what: str) -> None:
        await expect(self._state, condition, self._patience, what)
