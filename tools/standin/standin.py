"""Telegram for the tests: people who wait for the bot, what it called, and calls that go wrong by name."""

import asyncio
import contextlib
import tempfile
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from bot.preview.telegram import Call, Refusal, Telegram
from bot.preview.telegram.person import private_chat, supergroup, user
from tools.standin.client import Client, expect
from tools.standin.faults import DROP, LOSE, Fault, Faults, refuse, slow
from tools.standin.webhook import Delivery

TOKEN = "123456:TEST-token"  # noqa: S105 - of nobody


class StandIn(Telegram):
    """Telegram for one bot; who waits for the bot waits no longer than `patience`.

    Updates by webhook are posted to `webhook_target`, or to several in turn.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        webhook_target: str | Sequence[str] = (),
        patience: float = 10.0,
        faults: Faults | None = None,
        is_light: bool = False,
    ) -> None:
        self.faults = faults or Faults()
        """What is to go wrong: `add`, `always`, `clear`."""
        super().__init__(token, network=self.faults, is_light=is_light)
        targets = (webhook_target,) if isinstance(webhook_target, str) else webhook_target
        self._delivery = Delivery(self.state, self.faults, targets)
        self._delivering: asyncio.Task[None] | None = None
        self._folder = tempfile.TemporaryDirectory()
        self._patience = patience

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self._delivering = asyncio.create_task(self._delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._delivering:
            self._delivering.cancel()
        await super().__aexit__(kind, error, trace)
        if self._delivering:
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivering
        self._folder.cleanup()

    @property
    def data(self) -> str:
        """What B12BOT_DATA is to be: numbers of updates mean something with this Telegram only."""
        return self._folder.name

    def client(self, user_id: int = 1001, name: str = "Ada", language: str | None = "en") -> Client:
        """A person in a private chat with the bot."""
        person = user(user_id, name, language)
        return Client(self.state, private_chat(person), person, self._patience)

    def group(
        self,
        chat_id: int = -1_001_000_000_001,
        *,
        user_id: int = 1001,
        name: str = "Ada",
        thread: int | None = None,
    ) -> Client:
        """A person in a supergroup, in a topic of it if `thread` is given."""
        chat = supergroup(chat_id, is_forum=thread is not None)
        return Client(self.state, chat, user(user_id, name), self._patience, thread)

    async def quiet(self) -> None:
        """Return when all that was put so far was confirmed and no call is under way but a poll.

        A bot confirms an update when it is done with it, so what it has not said by then it will not say.
        """
        waited_for = {update["update_id"] for update in self.state.updates.pending}

        def is_quiet() -> bool:
            pending = (update["update_id"] for update in self.state.updates.pending)
            return self.is_idle and waited_for.isdisjoint(pending)

        await expect(self.state, is_quiet, self._patience, "become quiet")

    @property
    def calls(self) -> list[Call]:
        """All calls that the bot made, in order, whatever became of them."""
        return self.state.calls

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def refusals(self) -> list[Refusal]:
        """What the stand-in refused on its own account: a bot that does well is refused nothing."""
        return self.state.refusals

    def fail(
        self, method: str, code: int, description: str, *, times: int = 1, **parameters: int | None
    ) -> None:
        """Let the next calls of a method fail; `retry_after` or `migrate_to_chat_id` go into the answer."""
        self.faults.add(method, refuse(code, description, **parameters), times)

    def hang(self, method: str, seconds: float = 600.0, *, times: int = 1, carried_out: bool = False) -> None:
        """Let the next calls of a method wait for their answer, whether they are carried out or not."""
        self.faults.add(method, slow(seconds) if carried_out else Fault(seconds=seconds), times)

    def cut(self, method: str, *, times: int = 1, carried_out: bool = False) -> None:
        """Let the connection break instead of an answer, whether the call is carried out or not."""
        self.faults.add(method, LOSE if carried_out else DROP, times)

    @property
    def commands(self) -> dict[str, str]:
        """The commands that the bot set, and what each does."""
        return self.state.commands

    @property
    def description(self) -> str:
        """The description that the bot set."""
        return self.state.texts.get("description", "")

    @property
    def short_description(self) -> str:
        """The short description that the bot set."""
        return self.state.texts.get("short_description", "")
