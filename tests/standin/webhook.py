"""Telegram's side of a webhook: updates posted to the bot, one at a time for each chat, until accepted.

It posts with httpcore, not httpx, because httpx logs every request, and tests look for what the bot logs.
"""

import asyncio
import json
from urllib.parse import urlsplit

import httpcore

from tests.standin.state import State, Webhook, now
from tests.standin.values import JSON, Refusal

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
UNREACHABLE = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
PATIENCE = {"connect": 5.0, "read": 60.0, "write": 5.0, "pool": 60.0}


class Delivery:
    """Posts what waits in the queue while a webhook is set.

    Never leaves the machine: the target replaces scheme and host of the webhook's URL, and without one
    updates stay in the queue.
    """

    def __init__(self, state: State, target: str | None) -> None:
        self._state = state
        self._target = target
        self._busy: set[object] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        if self._target is None:
            return
        async with httpcore.AsyncConnectionPool() as pool, asyncio.TaskGroup() as group:
            while True:
                await self._state.signal.until(lambda: bool(self._due()), None)
                for chat, update in self._due().items():
                    self._busy.add(chat)
                    group.create_task(self._deliver(pool, chat, update))

    def _due(self) -> dict[object, JSON]:
        """The oldest update of each chat that waits for nothing."""
        due: dict[object, JSON] = {}
        for update in self._state.updates.pending if self._state.webhook else []:
            chat = _chat_of(update)
            if chat not in self._busy:
                due.setdefault(chat, update)
        return due

    async def _deliver(self, pool: httpcore.AsyncConnectionPool, chat: object, update: JSON) -> None:
        pause = FIRST_PAUSE
        while self._state.webhook and update in self._state.updates.pending:
            error = await self._post(pool, self._state.webhook, update)
            if error is None:
                self._state.updates.remove(update)
                break
            self._state.webhook_error = {"last_error_date": now(), "last_error_message": error}
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._busy.discard(chat)
        self._state.signal.notify()

    async def _post(self, pool: httpcore.AsyncConnectionPool, webhook: Webhook, update: JSON) -> str | None:
        """Post one update; returns what went wrong."""
        headers = [("Content-Type", "application/json")]
        if webhook.secret:
            headers.append(("X-Telegram-Bot-Api-Secret-Token", webhook.secret))
        body = json.dumps(update).encode()
        parts = urlsplit(webhook.url)
        url = f"{self._target}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
        try:
            answer = await pool.request(
                "POST", url, headers=headers, content=body, extensions={"timeout": PATIENCE}
            )
        except UNREACHABLE as error:
            return f"{type(error).__name__}: {error}"
        if not 200 <= answer.status < 300:
            return f"Wrong response from the webhook: {answer.status}"
        if b'"method"' in answer.content:
            refusal = "the webhook's answer holds a method, which Telegram would carry out"
            self._state.refusals.append(Refusal("webhook", refusal))
        return None


def _chat_of(update: JSON) -> object:
    for payload in update.values():
        if isinstance(payload, dict):
            message = payload.get("message", payload)
            owner = message.get("chat") or payload.get("from") if isinstance(message, dict) else None
            if isinstance(owner, dict):
                return owner.get("id")
    return None
