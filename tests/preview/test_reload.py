"""The knowledge is read anew while the bot goes on; what can't be used changes nothing."""

import shutil
from pathlib import Path

import pytest

from bot.commands import ready
from bot.conversation import Conversation
from bot.knowledge import default_folder, load
from tests.knowledge.base import INTENTS, MESSAGES, Base
from tests.preview.opening import ADA, JSON, Page, page_of, running, text_of

NEW = "Ahoy there"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the knowledge base. A text of the bot's own is nothing that is learnt."""
    shutil.copytree(default_folder() / "knowledge", tmp_path / "knowledge")
    shutil.copy(default_folder() / INTENTS, tmp_path)
    return tmp_path


async def test_a_broken_file_is_named_and_a_mended_one_is_used(copied: Path) -> None:
    """With file, line and column; the bot answers by the old knowledge until the new one can be used."""
    file = copied / MESSAGES
    good = file.read_text(encoding="utf-8")
    old = " ".join(load(copied).messages.welcome[0].split()[:2])
    assert old in good

    def read() -> Conversation:
        return ready.conversation(copied)

    async with running(read) as preview, page_of(preview) as page:
        assert old in await welcome(page)

        file.write_text(good.replace(old, NEW) + "unheard_of: 1\n", encoding="utf-8")
        line = len(good.splitlines()) + 1
        told = await reload(page)
        assert told["state"] == "broken"
        assert told["lines"][0].startswith(f"{MESSAGES}:{line}:1: ")
        assert old in await welcome(page)

        file.write_text(good.replace(old, NEW), encoding="utf-8")
        assert (await reload(page))["state"] == "ready"
        assert NEW in await welcome(page)


@pytest.mark.proof
async def test_what_changed_is_learnt_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own: a new example is understood after it, and the bot answered meanwhile."""
    monkeypatch.setenv("B12BOT_DATA", str(tmp_path / "data"))
    (tmp_path / "small").mkdir()
    base = Base(tmp_path / "small")
    file = base.folder / INTENTS
    async with running(lambda: ready.conversation(base.folder)) as preview, page_of(preview) as page:
        example = '"zorbing quaffles, why"'
        intents = file.read_text(encoding="utf-8")
        first = intents.index("    examples:\n") + len("    examples:\n")
        file.write_text(f"{intents[:first]}      - {example}\n{intents[first:]}", encoding="utf-8")
        await page.act("say", chat=ADA, person=ADA, text="zorbing quaffles, why")
        before = (await page.told("question"))["why"]["candidates"][0]["score"]
        assert (await reload(page))["state"] == "ready"
        await page.act("say", chat=ADA, person=ADA, text="zorbing quaffles, why")
        why = (await page.told("question"))["why"]
        assert why["candidates"][0]["example"] == "zorbing quaffles, why"
        assert why["candidates"][0]["score"] > before


async def welcome(page: Page) -> str:
    return text_of((await page.say("/start"))["nodes"])


async def reload(page: Page) -> JSON:
    """Read the knowledge anew; return what the page is told in the end."""
    await page.act("reload")
    return await page.told("knowledge", lambda one: one["state"] != "learning")
