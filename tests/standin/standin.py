"""The stand-in as a whole: Telegram for one bot, and all that one asks of it."""

import asyncio
import contextlib
import tempfile
from types import TracebackType
from typing import Self

from tests.standin.client import Client
from tests.standin.faults import DROP, LOSE, Fault, Faults, refuse, slow
from tests.standin.server import Server
from tests.standin.state import State
from tests.standin.values import JSON, Call, Refusal
from tests.standin.webhook import Delivery

TOKEN = "123456:TEST-token"


class StandIn:
    """Telegram for one bot, as an async context manager.

    Updates by webhook are posted to `webhook_target`; who waits for the bot waits no longer than `patience`;
    `is_light` is for load: see `State`.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        webhook_target: str | None = None,
        patience: float = 10.0,
        faults: Faults | None = None,
        is_light: bool = False,
    ) -> None:
        self.state = State(token, is_light=is_light)
        self.faults = faults or Faults()
        """What is to go wrong: `add`, `always`, `clear`."""
        self._server = Server(self.state, self.faults)
        self._delivery = Delivery(self.state, self.faults, webhook_target)
        self._delivering: asyncio.Task[None] | None = None
        self._folder = tempfile.TemporaryDirectory()
        self._patience = patience

    async def __aenter__(self) -> Self:
        await self._server.start()
        self._delivering = asyncio.create_task(self._delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._delivering:
            self._delivering.cancel()
        await self._server.stop()
        self._folder.cleanup()
        if self._delivering:
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivering

    @property
    def data(self) -> str:
        """What B12BOT_DATA is to be: numbers of updates mean something with this Telegram only."""
        return self._folder.name

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is to be."""
        return self._server.url

    def client(self, user_id: int = 1001, name: str = "Ada", language: str | None = "en") -> Client:
        """A person in a private chat with the bot."""
        chat = {"id": user_id, "type": "private", "first_name": name}
        return Client(self.state, chat, _user(user_id, name, language), self._patience)

    def group(
        self,
        chat_id: int = -1_001_000_000_001,
        *,
        user_id: int = 1001,
        name: str = "Ada",
        language: str | None = "en",
        thread: int | None = None,
    ) -> Client:
        """A person in a supergroup, in a topic of it if `thread` is given.

        The bot gets all that is said there, as one does that a group made an administrator.
        """
        chat: JSON = {"id": chat_id, "type": "supergroup", "title": "Group"}
        if thread is not None:
            chat["is_forum"] = True
        return Client(self.state, chat, _user(user_id, name, language), self._patience, thread)

    async def quiet(self) -> None:
        """Return when all that was put so far was confirmed and no call is under way but a poll.

        A bot confirms an update when it is done with it, so what it has not said by then it will not say.
        """
        waited_for = {update["update_id"] for update in self.state.updates.pending}

        def is_quiet() -> bool:
            pending = (update["update_id"] for update in self.state.updates.pending)
            return self._server.is_idle and waited_for.isdisjoint(pending)

        await self.state.expect(is_quiet, self._patience, "become quiet")

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
        """The commands that the bot set for everybody, and what each does."""
        return self.commands_of()

    def commands_of(self, scope: str = "default", language: str = "") -> dict[str, str]:
        """The commands that the bot set for a type of scope and a language."""
        return self.state.commands.get((scope, language), {})

    @property
    def description(self) -> str:
        """The description that the bot set, in no particular language."""
        return self.state.texts.get(("description", ""), "")

    @property
    def short_description(self) -> str:
        """The short description that the bot set, in no particular language."""
        return self.state.texts.get(("short_description", ""), "")


def _user(user_id: int, name: str, language: str | None) -> JSON:
    user: JSON = {"id": user_id, "is_bot": False, "first_name": name}
    return user if language is None else user | {"language_code": language}
