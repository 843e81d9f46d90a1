"""What is kept for editors: nothing but what is said to be kept, for 90 days at most."""

import sqlite3
from pathlib import Path

import pytest

from bot.errors import StartUpError
from bot.storage import feedback
from tests.kept import FEEDBACK_FILE, feedback_in

QUESTION = "where can i buy b12 for hiccups"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / FEEDBACK_FILE


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Return what another program reads there."""
    db = sqlite3.connect(path)
    found = db.execute(statement).fetchall()
    db.close()
    return found


async def test_nothing_else_is_kept(path: Path) -> None:
    """Three columns of a question, four of a count: a key, the day, no chat, no person, no time of day."""
    store = feedback_in(path)
    await store.share("k1", QUESTION)
    await store.count({("gap", "cost"): 2, ("gap", ""): 2})
    today = rows(path, "SELECT date()")[0][0]
    tables = rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    assert tables == [("counts",), ("shared",)]
    assert rows(path, "SELECT * FROM shared") == [("k1", today, QUESTION)]
    assert rows(path, "SELECT * FROM counts") == [(today, "gap", "", 2), (today, "gap", "cost", 2)]


async def test_the_next_process_knows_it_and_adds_to_it(path: Path) -> None:
    """Without being closed: a process that is killed has no time for that."""
    for _ in range(2):
        store = feedback_in(path)
        await store.share("k1", QUESTION)
        await store.count({("gap", "cost"): 2})
    assert await store.questions() == [QUESTION]
    assert [count.replies for count in await store.counts()] == [4]


@pytest.mark.parametrize(("days", "is_kept"), [(89, True), (90, False)])
async def test_after_ninety_days_it_is_gone(path: Path, days: int, *, is_kept: bool) -> None:
    """Also while the bot runs, and nobody shares anything; no file has a word of it any more."""
    store = feedback_in(path)
    await store.share("k1", QUESTION)
    await store.count({("gap", "cost"): 2})
    db = sqlite3.connect(path, isolation_level=None)
    for table in ("shared", "counts"):
        db.execute(f"UPDATE {table} SET day = date('now', '-{days} days')")  # noqa: S608 - no input
    db.close()
    await store.count({})
    assert bool(await store.questions()) is is_kept
    assert bool(await store.counts()) is is_kept
    assert any(b"hiccups" in file.read_bytes() for file in path.parent.iterdir()) is is_kept


async def test_only_so_many_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More are refused, and who shares is told; one that is withdrawn makes room."""
    monkeypatch.setattr(feedback, "MOST", 2)
    store = feedback_in(path)
    assert [await store.share(key, QUESTION) for key in ("k1", "k2", "k3")] == [True, True, False]
    assert await store.withdraw("k1")
    assert await store.share("k3", QUESTION)


async def test_a_damaged_file_is_replaced(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And not set aside, where what is in it would be kept for ever."""
    path.write_bytes(b"not a database: hiccups, and long enough to be looked at" * 50)
    store = feedback_in(path)
    assert await store.share("k1", "why b12")
    assert await store.questions() == ["why b12"]
    assert not any(b"hiccups" in file.read_bytes() for file in path.parent.iterdir())
    assert "feedback.sqlite3 is damaged" in caplog.text


async def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """With the variable to mend."""
    with pytest.raises(StartUpError, match="B12BOT_DATA"):
        await feedback_in(tmp_path / "nowhere" / FEEDBACK_FILE)._database.open()
