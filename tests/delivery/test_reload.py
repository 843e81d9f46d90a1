"""Knowledge that was edited is used at SIGHUP, while the bot goes on; what can't be used changes nothing."""

import asyncio
import contextlib
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge import default_folder
from tests.bots import PUBLIC, SECRET
from tests.knowledge.base import INTENTS, MESSAGES
from tests.process import BotProcess
from tools.ports import free_port
from tools.standin import Client, StandIn

WELCOME = "welcome: |\n  Hello!"
EDITED = "welcome: |\n  Good day!"
PATIENCE = 20.0
BY_BOTH = pytest.mark.parametrize("source", ["poll", pytest.param("webhook", marks=pytest.mark.proof)])


@contextlib.asynccontextmanager
async def edited(verb: str, folder: Path) -> AsyncIterator[tuple[StandIn, BotProcess]]:
    """A Telegram, and the process that answers there by a copy of the knowledge, to be edited."""
    shutil.copytree(default_folder() / "knowledge", folder / "knowledge")
    shutil.copy(default_folder() / INTENTS, folder)
    port = free_port()
    given = {"PORT": str(port), "WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET}
    async with (
        StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram,
        BotProcess(telegram, verb, knowledge=str(folder), **given) as bot,
    ):
        yield telegram, bot


@BY_BOTH
async def test_edited_knowledge_is_used_at_a_hangup(source: str, tmp_path: Path) -> None:
    """First an edit that is fine, then one that breaks the file, then one that mends it."""
    file = tmp_path / MESSAGES
    async with edited(source, tmp_path) as (telegram, bot):
        good = file.read_text(encoding="utf-8")
        assert WELCOME in good
        client = telegram.client()
        assert (await client.say("/start")).text.startswith("Hello!")
        file.write_text(good.replace(WELCOME, EDITED), encoding="utf-8")
        bot.send_signal(signal.SIGHUP)
        await until_welcomed(client, "Good day!")
        file.write_text(good + "unheard_of: 1\n", encoding="utf-8")
        bot.send_signal(signal.SIGHUP)
        await asyncio.sleep(1.0)
        assert (await client.say("/start")).text.startswith("Good day!")
        file.write_text(good, encoding="utf-8")
        bot.send_signal(signal.SIGHUP)
        await until_welcomed(client, "Hello!")
    line = len(good.splitlines()) + 1
    assert f"ERROR bot.operations.reload: the knowledge is not replaced: {MESSAGES}:{line}:1: " in bot.log


@BY_BOTH
async def test_a_file_that_is_saved_is_used_at_once(source: str, tmp_path: Path) -> None:
    """With --watch, without a signal; also where an editor's program puts another file in its place."""
    file, other = tmp_path / MESSAGES, tmp_path / "knowledge" / "saved.tmp"
    async with edited(f"{source} --watch", tmp_path) as (telegram, _):
        good = file.read_text(encoding="utf-8")
        client = telegram.client()
        assert (await client.say("/start")).text.startswith("Hello!")
        other.write_text(good.replace(WELCOME, EDITED), encoding="utf-8")
        other.replace(file)
        await until_welcomed(client, "Good day!")
        file.write_text(good, encoding="utf-8")
        await until_welcomed(client, "Hello!")


async def until_welcomed(client: Client, words: str) -> None:
    """Start the chat until the welcome begins with these words."""
    async with asyncio.timeout(PATIENCE):
        while not (await client.say("/start")).text.startswith(words):
            await asyncio.sleep(0.1)
