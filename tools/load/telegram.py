"""The preview's stand-in for Telegram, with what load asks of it: who calls, and when all is done."""

import tempfile
from collections.abc import Sequence
from types import TracebackType

from bot.preview.telegram import Call, Person, Telegram
from bot.preview.telegram.faults import Faults
from bot.preview.telegram.person import private_chat, user

TOKEN = "123456:TEST-token"  # noqa: S105 - of nobody
PATIENCE = 10.0
"""Seconds in which a bot that has answered everything confirms it."""


class StandIn(Telegram):
    """Telegram for one bot, with a folder for what the bot keeps: it means something with this one only."""

    def __init__(
        self,
        *,
        webhook_target: str | Sequence[str] = (),
        faults: Faults | None = None,
        is_light: bool = False,
    ) -> None:
        super().__init__(TOKEN, webhook_target=webhook_target, faults=faults, is_light=is_light)
        self._folder = tempfile.TemporaryDirectory()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        self._folder.cleanup()

    @property
    def data(self) -> str:
        """What B12BOT_DATA is to be."""
        return self._folder.name

    def person(self, number: int) -> Person:
        """Somebody in a private chat with the bot."""
        somebody = user(number, "Ada")
        return Person(self.state, private_chat(somebody), somebody)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.state.calls if call.method == method]

    async def quiet(self) -> None:
        """Return when all that was put so far was confirmed and no call is under way but a poll.

        A bot confirms an update when it is done with it, so what it has not said by then it will not say.
        """
        waited_for = {update["update_id"] for update in self.state.updates.pending}

        def is_quiet() -> bool:
            pending = (update["update_id"] for update in self.state.updates.pending)
            return self._server.is_idle and waited_for.isdisjoint(pending)

        await self.state.signal.until(is_quiet, PATIENCE)
