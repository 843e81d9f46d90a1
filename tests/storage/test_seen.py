"""The memory of answered updates: bounded, by number, and kept over a kill."""

import os
import time
from pathlib import Path

import pytest

from bot.errors import StartUpError
from bot.storage import Parked, Seen, data_folder


def test_what_was_added_is_known_to_the_next_process(tmp_path: Path) -> None:
    """Without being closed: a process that is killed has no time for that."""
    seen = Seen(tmp_path / "answered")
    for number in (900, 17, 901):
        seen.add(number)
    later = Seen(tmp_path / "answered")
    assert [number in later for number in (17, 900, 901, 18)] == [True, True, True, False]


def test_only_so_many_are_remembered_in_memory_and_on_disk(tmp_path: Path) -> None:
    """The oldest are forgotten, and the file does not grow for ever."""
    seen = Seen(tmp_path / "answered", remembered=10)
    for number in range(1000):
        seen.add(number)
    assert (len(seen), 989 in seen, 990 in seen) == (10, False, True)
    assert len((tmp_path / "answered").read_text().splitlines()) <= 21
    assert len(Seen(tmp_path / "answered", remembered=10)) == 10


@pytest.mark.parametrize(
    ("content", "known"),
    [(b"1\n2\n3", {1, 2}), (b"1\nx\n\xff\n-5\n2\n", {1, 2}), (b"", set()), (b"\n\n", set())],
)
def test_a_file_that_was_cut_off_or_spoilt_is_read_as_far_as_it_goes(
    tmp_path: Path, content: bytes, known: set[int]
) -> None:
    """A kill may leave half a line."""
    (tmp_path / "answered").write_bytes(content)
    seen = Seen(tmp_path / "answered")
    assert {number for number in (1, 2, 3, 5) if number in seen} == known


def test_what_is_older_than_a_day_is_forgotten(tmp_path: Path) -> None:
    """Telegram does not repeat it any more, and may use its number again."""
    path = tmp_path / "answered"
    Seen(path).add(5)
    os.utime(path, (time.time() - 90_000,) * 2)
    assert 5 not in Seen(path)


def test_a_disk_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    """It names the variable and the place."""
    (tmp_path / "file").touch()
    with pytest.raises(
        StartUpError, match=r"^B12BOT_DATA: .*file.* can't be written \(.*\): make it writable"
    ):
        data_folder(tmp_path / "file")
    (tmp_path / "answered").mkdir()
    with pytest.raises(StartUpError, match=r"^B12BOT_DATA: .*answered.* can't be written"):
        Seen(tmp_path / "answered")


def test_a_disk_that_fails_later_is_logged_once_and_the_memory_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Answering goes on; only a kill may then make answers come twice."""
    seen = Seen(tmp_path / "answered", remembered=3)
    (tmp_path / "answered.new").mkdir()
    for number in range(20):
        seen.add(number)
    assert 19 in seen
    assert len(caplog.records) == 1


ITEM = {"update_id": 7, "message": {"text": "canary-9191"}}
TOKEN = "123456:TEST-token"


def test_what_is_parked_is_sealed_and_comes_back(tmp_path: Path) -> None:
    """No word of it stands on the disk; the next process reads it; done, it is gone."""
    parked = Parked(tmp_path / "parked", TOKEN)
    parked.hold(ITEM)
    assert parked.keep([7])
    written = b"".join(path.read_bytes() for path in (tmp_path / "parked").iterdir())
    assert b"canary" not in written
    later = Parked(tmp_path / "parked", TOKEN)
    assert list(later.load()) == [ITEM]
    later.release(7)
    assert not list((tmp_path / "parked").iterdir())


def test_what_can_not_be_opened_is_removed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another token, a spoilt file, a file of another kind: the bot starts, and says so."""
    parked = Parked(tmp_path / "parked", TOKEN)
    parked.hold(ITEM)
    parked.keep([7])
    (tmp_path / "parked" / "8").write_bytes(b"spoilt")
    (tmp_path / "parked" / "9.new").write_bytes(b"half")
    assert not list(Parked(tmp_path / "parked", "654321:other-token").load())
    assert [record.getMessage()[:16] for record in caplog.records] == ["parked update 7 ", "parked update 8 "]


def test_parking_that_fails_is_told(tmp_path: Path) -> None:
    """Then Telegram is not told to go on."""
    (tmp_path / "parked").touch()
    parked = Parked(tmp_path / "parked", TOKEN)
    parked.hold(ITEM)
    assert not parked.keep([7])
