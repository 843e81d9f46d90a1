"""What can go wrong between a bot and Telegram, and when: one plan, kept by whoever stands between them."""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from tests.standin.values import JSON
from tests.standin.wire import Answer, response


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with a call.

    `hang` never answers; `drop` hangs up before the call was carried out, `lose` after it; `slow` carries out
    and answers late; `answer` answers something else instead.
    """

    kind: Literal["hang", "drop", "lose", "slow", "answer"]
    seconds: float = 0.0
    raw: bytes = b""


HANG = Fault("hang")
DROP = Fault("drop")
LOSE = Fault("lose")
HTML_502 = Fault("answer", raw=response(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html"))
"""What a proxy before Telegram says: no JSON."""


def slow(seconds: float) -> Fault:
    """The answer comes late."""
    return Fault("slow", seconds)


def refuse(code: int, description: str, retry_after: int | None = None) -> Fault:
    """Telegram answers with an error."""
    body: JSON = {"ok": False, "error_code": code, "description": description}
    headers = ""
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
        headers = f"Retry-After: {retry_after}\r\n"
    return Fault("answer", raw=response(code, json.dumps(body).encode(), headers=headers))


class Faults:
    """The plan: which calls go wrong, how, and how often."""

    def __init__(self) -> None:
        self._plan: dict[str, deque[Fault]] = {}
        self._always: dict[str, Fault] = {}
        self.met = 0
        """How many calls went wrong."""

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._plan.setdefault(method, deque()).extend(itertools.repeat(fault, times))

    def always(self, method: str, fault: Fault) -> None:
        """Let every call of a method go wrong until `clear`."""
        self._always[method] = fault

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        self._plan.clear()
        self._always.clear()

    def take(self, method: str) -> Fault | None:
        """What goes wrong with this call of a method."""
        planned = self._plan.get(method)
        fault = planned.popleft() if planned else self._always.get(method)
        self.met += fault is not None
        return fault


async def suffer(fault: Fault, carry_out: Callable[[], Awaitable[Answer]]) -> Answer:
    """Answer a call as the fault has it; None hangs up."""
    match fault.kind:
        case "hang":
            await asyncio.Event().wait()
        case "lose":
            await carry_out()
        case "slow":
            answer = await carry_out()
            await asyncio.sleep(fault.seconds)
            return answer
        case "answer":
            return fault.raw
    return None
