"""A second opinion: question and answer against a Bot API server that others wrote (lo-bot-api-emulator).

It refuses parameters that it does not know and keeps a journal of every call, without texts; its own
verdict on that journal is what these tests ask for. It is made for another server than Telegram's, so three
things are set right for it: it answers 501 for the bot's profile; `link_preview_options`, which Telegram has,
is taken off on the way; and it posts webhooks to plain loopback addresses only, so that one is put in.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import httpx
import pytest
from aiohttp import web

from tests.delivery.hook import SECRET
from tests.process import PATIENCE, BotProcess
from tools.ports import free_port
from tools.standin import StandIn

EMULATOR = str(Path(sys.executable).parent / "lo-bot-api-emulator")
TOKEN = "123456:TEST-token"
PUBLIC = "https://bot.example.org"
PROFILE = ("getMyDescription", "setMyDescription", "getMyShortDescription", "setMyShortDescription")
USER = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Ada"}


class Emulator:
    """The emulator as a process, with its journal in a file."""

    def __init__(self, port: int, journal: Path) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._journal = journal

    async def receive(self, update: dict[str, object]) -> None:
        """A person did something."""
        async with httpx.AsyncClient() as web:
            answer = await web.post(f"{self.url}/__fixture/updates", json={"token": TOKEN, "update": update})
        assert answer.is_success, answer.text

    async def say(self, text: str) -> None:
        """A person types a text."""
        await self.receive(
            {"message": {"message_id": 1, "date": 1, "from": USER, "chat": CHAT, "text": text}}
        )

    async def tap(self, data: str) -> None:
        """A person taps a button."""
        message = {"message_id": 2, "date": 1, "chat": CHAT, "text": "x"}
        query = {"id": "1", "from": USER, "chat_instance": "1", "data": data, "message": message}
        await self.receive({"callback_query": query})

    async def until(self, method: str, times: int) -> None:
        """Wait until a method was called so many times."""
        async with asyncio.timeout(PATIENCE):
            while self._calls(method) < times:
                await asyncio.sleep(0.05)

    def _calls(self, method: str) -> int:
        if not self._journal.exists():
            return 0
        return self._journal.read_text(encoding="utf-8").count(f'"{method}"')

    def verdict(self) -> str:
        """What the emulator holds of all that the bot called: empty if nothing is to be said against it."""
        # It sees up to 0.1 s late that a poll was given up, and takes the next one for a second bot.
        refusals = ("getUpdates:409", *(f"{method}:501" for method in PROFILE))
        allowed = [word for refusal in refusals for word in ("--allow-refusal", refusal)]
        required = [
            word for method in ("sendMessage", "answerCallbackQuery") for word in ("--require-method", method)
        ]
        command = [EMULATOR, "verdict", str(self._journal), "--require-response", *required, *allowed]
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        return "" if result.returncode == 0 else result.stdout + result.stderr


@pytest.fixture
async def emulator(port: int, tmp_path: Path) -> AsyncIterator[Emulator]:
    """The emulator, listening."""
    emulator = Emulator(port, tmp_path / "journal.jsonl")
    process = await asyncio.create_subprocess_exec(
        EMULATOR, "--port", str(port), "--enable-control", "--allow-insecure-loopback-webhooks",
        "--journal", str(tmp_path / "journal.jsonl"), stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    async with httpx.AsyncClient() as web, asyncio.timeout(PATIENCE):
        while True:
            try:
                await web.get(emulator.url)
                break
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    yield emulator
    process.terminate()
    await process.wait()


class _Bot(BotProcess):
    """The bot against a server that shows no calls: it is up when it has answered."""

    async def _until_up(self) -> None:
        pass


async def converse(emulator: Emulator) -> None:
    """Ask, tap a button, ask for what is not there."""
    await emulator.say("wat causes b12 deficency??")
    await emulator.until("sendMessage", 1)
    await emulator.tap("open:diet")
    await emulator.until("sendMessage", 2)
    await emulator.until("answerCallbackQuery", 1)
    await emulator.say("how much b12 should i take")
    await emulator.until("sendMessage", 3)


def narrow(body: bytes, address: str) -> bytes:
    """What the emulator can take of a call."""
    fields = json.loads(body or b"{}")
    fields.pop("link_preview_options", None)
    if "url" in fields:
        fields["url"] = fields["url"].replace(PUBLIC, address)
    return json.dumps(fields).encode()


@asynccontextmanager
async def proxy(to: str, address: str) -> AsyncIterator[str]:
    """A proxy to the emulator that narrows calls; gives its own address."""

    async def forward(request: web.BaseRequest) -> web.Response:
        body, kind = narrow(await request.read(), address), {"Content-Type": "application/json"}
        async with session.post(to + request.path_qs, data=body, headers=kind) as answer:
            content = await answer.read()
        return web.Response(status=answer.status, body=content, content_type=answer.content_type)

    runner = web.ServerRunner(web.Server(forward, handler_cancellation=True, access_log=None))
    async with aiohttp.ClientSession() as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        await runner.cleanup()


async def test_by_polling(telegram: StandIn, emulator: Emulator) -> None:
    """The emulator has nothing to say against what the bot calls, and every question was answered."""
    async with proxy(emulator.url, PUBLIC) as api, _Bot(telegram, TELEGRAM_API_URL=api) as bot:
        await converse(emulator)
    assert not emulator.verdict()
    assert "Traceback" not in bot.log


async def test_by_webhook(telegram: StandIn, emulator: Emulator) -> None:
    """The same, posted."""
    port = str(free_port())
    async with (
        proxy(emulator.url, f"http://127.0.0.1:{port}") as api,
        _Bot(
            telegram, "webhook", TELEGRAM_API_URL=api, WEBHOOK_URL=PUBLIC, WEBHOOK_SECRET=SECRET, PORT=port
        ) as bot,
    ):
        await emulator.until("setWebhook", 1)
        await converse(emulator)
    assert not emulator.verdict()
    assert "Traceback" not in bot.log
