"""Telegram's side of a webhook: updates posted to the bot, one at a time for each chat, until accepted."""

import asyncio
from collections.abc import Sequence
from itertools import cycle
from urllib.parse import urlsplit

import aiohttp

from bot.preview.telegram.state import State, Webhook, now
from bot.preview.telegram.telegram import Answer, Network
from bot.preview.telegram.values import JSON, Refusal

POST = "webhook"
"""Under which name a post goes by the network."""
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
PATIENCE = aiohttp.ClientTimeout(total=60)
"""How long Telegram waits for an answer."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Delivery:
    """Posts what waits in the queue while a webhook is set.

    Never leaves the machine: the target replaces scheme and host of the webhook's URL, and without one
    updates stay in the queue. Where there are several, each post goes to the next of them.
    """

    def __init__(self, state: State, network: Network, targets: Sequence[str]) -> None:
        self._state = state
        self._network = network
        self._has_targets = bool(targets)
        self._targets = cycle([urlsplit(target) for target in targets])
        self._busy: set[object] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        if not self._has_targets:
            return
        jar = aiohttp.DummyCookieJar()
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, cookie_jar=jar) as web,
            asyncio.TaskGroup() as group,
        ):
            while True:
                await self._state.signal.until(lambda: bool(self._due()), None)
                for chat, update in self._due().items():
                    self._busy.add(chat)
                    group.create_task(self._deliver(web, chat, update))

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

    async def _deliver(self, web: aiohttp.ClientSession, chat: object, update: JSON) -> None:
        pause = FIRST_PAUSE
        while self._state.webhook and update in self._state.updates.pending:
            error = await self._post(web, self._state.webhook, update)
            if error is None:
                self._state.updates.remove(update)
                break
            self._state.webhook_error = {"last_error_date": now(), "last_error_message": error}
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._busy.discard(chat)
        self._state.signal.notify()

    async def _post(self, web: aiohttp.ClientSession, webhook: Webhook, update: JSON) -> str | None:
        """Post one update; returns what went wrong."""
        target = next(self._targets)
        url = urlsplit(webhook.url)._replace(scheme=target.scheme, netloc=target.netloc).geturl()
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}

        async def post() -> Answer:
            async with web.post(url, json=update, headers=headers, allow_redirects=False) as answer:
                return Answer(answer.status, await answer.read())

        try:
            answer = await self._network(POST, post)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return f"{type(error).__name__}: {error}"
        if answer is None:
            return "the connection broke"
        if b'"method"' in answer.body:
            refusal = "the webhook's answer holds a method, which Telegram would carry out"
            self._state.refusals.append(Refusal(POST, refusal))
        is_accepted = 200 <= answer.status < 300
        return None if is_accepted else f"Wrong response from the webhook: {answer.status}"


def _chat_of(update: JSON) -> object:
    for payload in update.values():
        if isinstance(payload, dict):
            message = payload.get("message", payload)
            owner = message.get("chat") or payload.get("from") if isinstance(message, dict) else None
            if isinstance(owner, dict):
                return owner.get("id")
    return None
