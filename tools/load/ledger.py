"""Who asked what, and which replies came in which life of the bot: what was lost, doubled, out of order."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from bot.preview.telegram.values import Event, Shown

KNOWN = {
    "what causes b12 deficiency": "Causes",
    "how is b12 deficiency diagnosed": "Diagnosis",
    "does a b12 shot help me lose weight": "Shots",
}
"""Questions, and how the bot's replies to them begin."""


@dataclass(frozen=True)
class Outcome:
    """What came of it, in figures."""

    asked: int
    answered: int
    duplicates: int = 0
    most_at_one_kill: int = 0
    """Duplicates."""
    out_of_order: int = 0
    """People whose first replies came in another order than they asked."""
    strays: int = 0
    """Replies to what nobody asked."""
    refused: int = 0
    """Calls that Telegram refused."""
    exit_code: int = 0
    """Of the last bot, asked to stop."""

    @property
    def loses_nothing(self) -> bool:
        """Whether every question was answered, in order, nothing else said, and the bot ended in peace."""
        wrong = self.out_of_order or self.strays or self.refused or self.exit_code
        return self.asked == self.answered and not wrong


COLUMNS = tuple(column.name.replace("_", " ") for column in fields(Outcome))


@dataclass
class _Person:
    asked: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    life_of: dict[str, int] = field(default_factory=dict)
    """The life in which each reply came last."""


class Ledger:
    """The book of a soak. A life is the time between two kills; the first is life 0."""

    def __init__(self) -> None:
        self._people: dict[int, _Person] = {}
        self.life = 0
        self.asked = 0
        self.answered = 0
        """Questions that got a reply, however many."""
        self.duplicates: Counter[int] = Counter()
        """Replies that came again, by the life whose end was the reason: that in which they came before."""
        self.strays: list[str] = []
        """Replies to what nobody asked."""

    def ask(self, person: int, text: str) -> None:
        """A person asks one of the known questions, each once."""
        self._people.setdefault(person, _Person()).asked.append(KNOWN[text])
        self.asked += 1

    def listen(self, event: Event) -> None:
        """What the stand-in's state calls: a message of the bot arrives."""
        if isinstance(event, Shown):
            self.heard(event.message.chat["id"], event.message.text)

    def heard(self, person: int, text: str) -> None:
        """A person reads a text."""
        topic = next((topic for topic in KNOWN.values() if text.startswith(topic)), None)
        book = self._people.get(person)
        if book is None or topic not in book.asked:
            self.strays.append(text)
            return
        if topic in book.heard:
            self.duplicates[book.life_of[topic]] += 1
        else:
            self.answered += 1
        book.heard.append(topic)
        book.life_of[topic] = self.life

    async def settle(self, patience: float, is_over: Callable[[], bool]) -> None:
        """Wait until it is over, or until nothing was answered for so many seconds."""
        loop = asyncio.get_running_loop()
        answered, since = self.answered, loop.time()
        while not is_over() and loop.time() < since + patience:
            await asyncio.sleep(0.05)
            if self.answered > answered:
                answered, since = self.answered, loop.time()

    @property
    def open(self) -> int:
        """Questions that got no reply yet."""
        return self.asked - self.answered

    def outcome(self, refused: int, exit_code: int) -> Outcome:
        """What came of it."""
        out_of_order = sum(
            list(dict.fromkeys(one.heard)) != one.asked[: len(set(one.heard))]
            for one in self._people.values()
        )
        doubled, most = self.duplicates.total(), max(self.duplicates.values(), default=0)
        return Outcome(
            self.asked, self.answered, doubled, most, out_of_order, len(self.strays), refused, exit_code
        )
