"""Knowledge that was edited is used at SIGHUP, while the bot goes on; what can't be used changes nothing."""

import asyncio
import shutil
import signal
from pathlib import Path

import pytest

from bot.knowledge import default_folder
from tests.bots import PUBLIC, SECRET
from tests.knowledge.base import INTENTS, MESSAGES
from tests.process import BotProcess
from tests.standin import Client, StandIn
from tools.ports import free_port

WELCOME = "welcome: |\n  Hello!"
EDITED = "welcome: |\n  Good day!"
PATIENCE = 20.0


@pytest.mark.parametrize("source", ["poll", pytest.param("webhook", marks=pytest.mark.proof)])
async def test_edited_knowledge_is_used_at_a_hangup(source: str, tmp_path: Path) -> None:
    """First an edit that is fine, then one that breaks the file, then one that mends it."""
    shutil.copytree(default_folder() / "knowledge", tmp_path / "knowledge")
    shutil.copy(default_folder() / INTENTS, tmp_path)
    file, port = tmp_path / MESSAGES, free_port()
    given = {"knowledge": str(tmp_path), "PORT": str(port)}
    given |= {"WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET} if source == "webhook" else {}
    good = file.read_text(encoding="utf-8")
    assert WELCOME in good
    async with (
        StandIn(webhook_target=f"http://127.0.0.1:{port}") as telegram,
        BotProcess(telegram, source, **given) as bot,
    ):
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


async def test_a_file_that_is_saved_is_used_at_once(tmp_path: Path) -> None:
    """With --watch, without a signal; also where an editor's program puts another file in its place."""
    shutil.copytree(default_folder() / "knowledge", tmp_path / "knowledge")
    shutil.copy(default_folder() / INTENTS, tmp_path)
    file, other = tmp_path / MESSAGES, tmp_path / "knowledge" / "saved.tmp"
    good = file.read_text(encoding="utf-8")
    async with StandIn() as telegram, BotProcess(telegram, "poll --watch", knowledge=str(tmp_path)):
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
