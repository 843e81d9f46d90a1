"""What is kept of updates: bounded, by number, sealed where words are in it, and there after a kill."""

import sqlite3
import time
from pathlib import Path

import pytest

from bot.errors import StartUpError
from bot.storage import Seal, Updates, data_folder, updates
from bot.storage.sqlite import SqliteDatabase

ITEM = {"update_id": 7, "message": {"text": "canary-9191"}}
TOKEN = "123456:TEST-token"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "updates.sqlite3"


async def opened(path: Path, seal: Seal | None = None) -> Updates:
    """The updates of a file, as a process finds them that starts."""
    database = SqliteDatabase(path)
    await database.open()
    return Updates(database, seal or Seal(TOKEN))


async def test_what_was_answered_is_known_to_the_next_process(path: Path) -> None:
    """Without being closed: a process that is killed has no time for that."""
    store = await opened(path)
    for number in (900, 17, 901, 17):
        await store.mark_answered(number, number)
    later = await opened(path)
    assert [await later.was_answered(number) for number in (17, 900, 901, 18)] == [True, True, True, False]


async def test_only_so_many_are_remembered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten, and the file does not grow for ever."""
    monkeypatch.setattr(updates, "REMEMBERED", 10)
    monkeypatch.setattr(updates, "PRUNE_EVERY", 5)
    store = await opened(path)
    for number in range(100):
        await store.mark_answered(number, number)
    assert [await store.was_answered(number) for number in (0, 85, 86, 99)] == [False, False, True, True]
    assert path.stat().st_size < 50_000


async def test_what_is_older_than_a_day_is_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram does not repeat it any more, and may use its number again."""
    await (await opened(path)).mark_answered(5, 5)
    monkeypatch.setattr(time, "time_ns", lambda: 4 * 10**18)
    later = await opened(path)
    await later.mark_answered(6, 6)
    assert [await later.was_answered(key) for key in (5, 6)] == [False, True]


NO_DATABASE = b"not a database, and long enough to be looked at" * 50


@pytest.mark.parametrize("content", [NO_DATABASE, b"SQLite format 3\0"])
async def test_a_damaged_file_is_set_aside_and_an_empty_one_begun(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """One loud line; the bot starts, and remembers from now on."""
    path.write_bytes(content)
    store = await opened(path)
    await store.mark_answered(5, 5)
    assert await (await opened(path)).was_answered(5)
    assert path.with_suffix(".damaged").read_bytes() == content
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "updates.sqlite3 is damaged" in caplog.text


async def test_a_file_cut_off_in_the_middle_is_damaged(path: Path) -> None:
    """A disk that was full, or half a copy: its pages do not fit together any more."""
    store = await opened(path)
    for number in range(2_000):
        await store.mark_answered(number * 7919, number)
    await store._database.close()
    path.write_bytes(path.read_bytes()[:20_000])
    await (await opened(path)).mark_answered(5, 5)
    assert path.with_suffix(".damaged").exists()


async def test_a_disk_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    """It names the variable and the place."""
    (tmp_path / "file").touch()
    with pytest.raises(
        StartUpError, match=r"^B12BOT_DATA: .*file.* can't be written \(.*\): make it writable"
    ):
        data_folder(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StartUpError, match=r"^B12BOT_DATA: .*folder.* can't be written"):
        await opened(tmp_path / "folder")


async def test_a_disk_that_fails_later_is_logged_once_and_the_memory_goes_on(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Answering goes on; only a kill may then make answers come twice, and nothing more is put aside."""
    store = await opened(path)
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE answered")
    for number in range(20):
        await store.mark_answered(number, number)
    assert await store.was_answered(19)
    assert not await store.put_aside({7: ITEM})
    assert len(caplog.records) == 1


async def test_what_is_put_aside_is_sealed_and_comes_back(path: Path) -> None:
    """No word of it stands on the disk; the next process of the token reads it; answered, it is gone."""
    store = await opened(path)
    assert await store.put_aside({7: ITEM, 5: {"update_id": 5}})
    assert not any(b"canary" in file.read_bytes() for file in path.parent.iterdir())
    assert await (await opened(path, Seal("654321:other-token"))).aside() == {5: None, 7: None}
    later = await opened(path)
    assert list((await later.aside()).items()) == [(5, {"update_id": 5}), (7, ITEM)]
    await later.mark_answered(900, 7)
    await later.drop_aside(5)
    assert not await (await opened(path)).aside()


@pytest.mark.parametrize(("token", "change"), [("654321:other-token", b""), (TOKEN, b"x")])
def test_what_can_not_be_opened_is_none(token: str, change: bytes) -> None:
    """Another token, or a spoilt one."""
    assert Seal(token).open(change + Seal(TOKEN).close(ITEM)) is None
