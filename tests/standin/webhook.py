"""Telegram's side of a webhook: updates posted to the bot, one at a time for each chat, until accepted."""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.standin.line import Line, request
from tests.standin.state import State, Webhook, now
from tests.standin.values import JSON, Refusal

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
PATIENCE = 60.0
"""Seconds that Telegram waits for an answer."""


class Delivery:
    """Posts what waits in the queue while a webhook is set.

    Never leaves the machine: the target replaces scheme and host of the webhook's URL, and without one
    updates stay in the queue.
    """

    def __init__(self, state: State, target: str | None, loses: Callable[[], bool] = bool) -> None:
        self._state = state
        self._loses = loses
        """Whether the next acceptance gets lost on the way."""
        self._target = urlsplit(target or "")
        self._busy: set[object] = set()
        self._idle: list[Line] = []

    async def run(self) -> None:
        """Deliver until cancelled."""
        if not self._target.hostname:
            return
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    await self._state.signal.until(lambda: bool(self._due()), None)
                    for chat, update in self._due().items():
                        self._busy.add(chat)
                        group.create_task(self._deliver(chat, update))
        finally:
            for line in self._idle:
                line.close()

    def _due(self) -> dict[object, JSON]:
        """The oldest update of each chat that waits for nothing, as many as there are connections for."""
        due: dict[object, JSON] = {}
        webhook = self._state.webhook
        free = webhook.max_connections - len(self._busy) if webhook else 0
        if free > 0:
            for update in self._state.updates.pending:
                chat = _chat_of(update)
                if chat not in self._busy and chat not in due:
                    due[chat] = update
                    if len(due) == free:
                        break
        return due

    async def _deliver(self, chat: object, update: JSON) -> None:
        pause = FIRST_PAUSE
        while self._state.webhook and update in self._state.updates.pending:
            error = await self._post(self._state.webhook, update)
            if error is None:
                self._state.updates.remove(update)
                break
            self._state.webhook_error = {"last_error_date": now(), "last_error_message": error}
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._busy.discard(chat)
        self._state.signal.notify()

    async def _post(self, webhook: Webhook, update: JSON) -> str | None:
        """Post one update; returns what went wrong."""
        headers = "Content-Type: application/json\r\n"
        if webhook.secret:
            headers += f"X-Telegram-Bot-Api-Secret-Token: {webhook.secret}\r\n"
        parts = urlsplit(webhook.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        raw = request(target, json.dumps(update).encode(), self._target.netloc, headers)
        try:
            status, answer = await self._send(raw)
        except (OSError, TimeoutError) as error:
            return f"{type(error).__name__}: {error}"
        if not 200 <= status < 300:
            return f"Wrong response from the webhook: {status}"
        if b'"method"' in answer:
            refusal = "the webhook's answer holds a method, which Telegram would carry out"
            self._state.refusals.append(Refusal("webhook", refusal))
        return "the acceptance got lost" if self._loses() else None

    async def _send(self, raw: bytes) -> tuple[int, bytes]:
        """Send over a connection that is free, or over a new one."""
        line = None
        while self._idle and (line is None or not line.is_open):
            line = self._idle.pop()
        if line is None or not line.is_open:
            line = await Line.open(str(self._target.hostname), self._target.port or 80)
        result = await line.send(raw, PATIENCE)
        self._idle.append(line)
        return result


def _chat_of(update: JSON) -> object:
    for payload in update.values():
        if isinstance(payload, dict):
            message = payload.get("message", payload)
            owner = message.get("chat") or payload.get("from") if isinstance(message, dict) else None
            if isinstance(owner, dict):
                return owner.get("id")
    return None
