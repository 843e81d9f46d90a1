"""What is on the disk when the bot has run: six tables, and in them nobody and none of their words."""

import sqlite3
from pathlib import Path

import pytest

from bot.commands.report import lines
from tests.bots import QUICK, SECRET, both
from tests.kept import FEEDBACK_FILE, feedback_in

SHARED, TOLD = "where can i buy b12 for hiccups", "is coffee fine with b12 canaryx"


@pytest.mark.parametrize("source", ["poll", "webhook"])
async def test_nothing_is_kept_but_what_was_shared_and_counts(source: str) -> None:
    """Read as anybody could who has the folder, after a tap, and after as many questions without one."""
    async with both(source, timing=QUICK) as (telegram, bot):
        client = telegram.client(user_id=987_654_321, name="Canaria")
        await client.say(TOLD)
        await client.say("what causes b12 deficiency")
        await client.say(SHARED)
        await client.press("Share this question with the editors")
        await telegram.quiet()
        await bot.stop()
        folder = Path(telegram.data)
        kept = {name: rows for file in folder.glob("*.sqlite3") for name, rows in tables(file)}
        report = list(lines(await feedback_in(folder / FEEDBACK_FILE).counts()))
        disk = b"".join(file.read_bytes() for file in folder.iterdir())
    assert kept.keys() == {"answered", "aside", "chats", "counts", "shared", "votes"}
    assert [row[2] for row in kept["shared"]] == [SHARED]
    assert kept["aside"] == kept["chats"] == kept["votes"] == []
    assert {type(value) for row in kept["answered"] for value in row} == {int}
    assert report[1].split()[1:4] == ["1", "0", "2"]
    for canary in (b"987654321", b"Canaria", b"canaryx", b"coffee", SECRET.encode()):
        assert canary not in disk


def tables(file: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return every table of a file with its rows."""
    db = sqlite3.connect(file)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [(name, db.execute(f"SELECT * FROM {name}").fetchall()) for name in names]  # noqa: S608 - its own names
    db.close()
    return found
