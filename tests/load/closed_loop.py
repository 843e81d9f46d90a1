"""People who ask, wait for the reply, and make room for the next: as many at once as the bot is to bear."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from bot.evaluation.questions import read_golden
from bot.preview.telegram.values import Event, Shown
from tests.load.people import FIRST
from tests.process import ROOT
from tests.standin import StandIn


class ClosedLoop:
    """A closed loop: `at_once` people wait for a reply; who has it makes room for the next of `people`."""

    def __init__(
        self, telegram: StandIn, questions: Sequence[str], *, people: int = 20_000, at_once: int = 50
    ) -> None:
        self._telegram = telegram
        self._questions = questions
        self._people = people
        self._at_once = at_once
        self._asked = 0
        self._to_ask = 0
        self._waiting: dict[int, float] = {}
        self._done = asyncio.Event()
        self.answered = 0
        """Replies so far."""
        self.waits: list[float] = []
        """How long each waited, in seconds."""
        telegram.state.listeners.append(self._heard)

    async def ask(self, count: int, seconds: float) -> float:
        """Have this many questions asked and answered; return how long it took.

        Raises:
            TimeoutError: if they are not all answered within `seconds`.
        """
        start = perf_counter()
        self._to_ask, self._done = self._asked + count, asyncio.Event()
        self.waits = []
        while len(self._waiting) < self._at_once and self._asked < self._to_ask:
            self._ask()
        await asyncio.wait_for(self._done.wait(), seconds)
        return perf_counter() - start

    def _ask(self) -> None:
        person = FIRST + self._asked % self._people
        text = self._questions[self._asked % len(self._questions)]
        self._asked += 1
        self._waiting[person] = perf_counter()
        client = self._telegram.client(person)
        self._telegram.state.receive({"message": client.message(text=text)})

    def _heard(self, event: Event) -> None:
        since = self._waiting.pop(event.message.chat["id"], None) if isinstance(event, Shown) else None
        if since is None:
            return
        self.waits.append(perf_counter() - since)
        self.answered += 1
        if self._asked < self._to_ask:
            self._ask()
        elif not self._waiting:
            self._done.set()


def golden_questions() -> list[str]:
    """Every golden question, in an order that mixes the intents."""
    files = read_golden(sorted((ROOT / "tests" / "golden").glob("*.yaml")))
    longest = max(len(file.questions) for file in files)
    return [str(file.questions[at]) for at in range(longest) for file in files if at < len(file.questions)]
