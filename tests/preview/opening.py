"""A preview in the test's own event loop, with the bot running in it, and its page as a program sees it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp

from bot.commands.preview import why
from bot.conversation import Conversation
from bot.preview.preview import Opened, opened
from tests.real import real_conversation

PATIENCE = 10.0
"""Seconds that an event may take, on a busy machine."""
ADA, BEN, FAMILY = 1001, 1002, -1_001_000_000_001
"""The people and the group of the page; a private chat has the number of its person."""

JSON = dict[str, Any]


@contextlib.asynccontextmanager
async def running(load: Callable[[], Conversation] = real_conversation) -> AsyncIterator[Opened]:
    """A preview whose bot answers until it is left."""
    stop = asyncio.Event()
    async with opened(load, why) as preview:
        answering = asyncio.create_task(preview.run_until(stop))
        try:
            yield preview
        finally:
            stop.set()
            await answering


class Page:
    """What a page does and is told, without a browser."""

    def __init__(self, url: str, web: aiohttp.ClientSession) -> None:
        self._url = url.rstrip("/")
        self._web = web
        self._heard: list[tuple[str, JSON]] = []
        self._new = asyncio.Event()
        self._reading = asyncio.create_task(self._read())
        self.hello: JSON = {}
        """What it was told when it was opened."""

    async def act(self, what: str, **given: object) -> JSON:
        """Do something, as a script of the page does."""
        headers = {"Origin": self._url}
        async with self._web.post(f"{self._url}/{what}", json=given, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            done: JSON = await answer.json()
            return done

    async def say(self, text: str, chat: int = ADA, person: int | None = None, **more: object) -> JSON:
        """Write a message and return the bot's next one in that chat."""
        await self.act("say", chat=chat, person=person or chat, text=text, **more)
        return await self.told("message", lambda one: one["chat"] == chat and one["from"] == "bot")

    async def told(self, event: str, is_meant: Callable[[JSON], bool] = lambda _: True) -> JSON:
        """Wait for an event that was not taken yet, and take it with all that came before it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for at, (kind, data) in enumerate(self._heard):
                    if kind == event and is_meant(data):
                        del self._heard[: at + 1]
                        return data
                self._new.clear()
                await self._new.wait()

    async def close(self) -> None:
        """Hear nothing more."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        async with self._web.get(f"{self._url}/events") as answer:
            event = ""
            async for line in answer.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name == "event":
                    event = value
                elif name == "data":
                    self._heard.append((event, json.loads(value)))
                    self._new.set()


@contextlib.asynccontextmanager
async def page_of(preview: Opened) -> AsyncIterator[Page]:
    """A page that hears of everything."""
    async with aiohttp.ClientSession(read_bufsize=2**20) as web:
        page = Page(preview.url, web)
        try:
            page.hello = await page.told("hello")
            yield page
        finally:
            await page.close()


def text_of(nodes: list[Any]) -> str:
    """What a person reads of a message."""
    return "".join(node if isinstance(node, str) else text_of(node["children"]) for node in nodes)


async def call(preview: Opened, method: str, **params: object) -> JSON:
    """Call the stand-in as a bot does."""
    url = f"{preview.telegram.url}/bot{preview.telegram.state.token}/{method}"
    async with aiohttp.ClientSession() as web, web.post(url, json=params) as answer:
        done: JSON = await answer.json()
        return done
