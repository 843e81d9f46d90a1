"""The learnt file: whole or not at all, and nothing in it can run code."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.storage import learnt_file
from bot.storage.learnt_file import KEPT, DamagedFileError, file_in, files_in, read, write

ARRAYS: learnt_file.Arrays = {
    "numbers": np.arange(50, dtype=np.int16),
    "bytes": np.zeros((3, 4), dtype=np.uint8),
    "none": np.zeros(0, dtype=np.int64),
}


class Evil:
    """What runs code when it is unpickled: it makes a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self._path),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a learnt file lies."""
    path = file_in(tmp_path, "0123")
    write(path, ARRAYS)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    """Every array, with its type and shape; and nothing else lies in the folder."""
    found = read(path)
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_is_missing_is_no_damage(tmp_path: Path) -> None:
    """It has not been learnt yet."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_damaged(path: Path, part: float) -> None:
    """Wherever: at its start, in its midst, one byte before its end."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(DamagedFileError, match=r"learnt-0123\.npy can't be read"):
        read(path)


def test_whatever_bytes_are_spoilt_it_is_damaged_or_right(path: Path) -> None:
    """The file has a checksum: no spoilt number is ever taken for what was learnt."""
    data, random, damaged = path.read_bytes(), Random(12), 0  # noqa: S311 - bytes, not secrets
    for _ in range(1_000):
        spoilt = bytearray(data)
        spoilt[random.randrange(len(data))] = random.randrange(256)
        path.write_bytes(spoilt)
        try:
            found = read(path)
        except DamagedFileError:
            damaged += 1
        else:
            for name, array in found.items():
                assert array.tolist() == ARRAYS[name].tolist()
    assert damaged > 900


def _text(path: Path) -> None:
    path.write_text("numbers: 1, 2, 3\n")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _one_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, ARRAYS["numbers"])


def _pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps(Evil(path.parent / "evil")))


def _pickle_within(path: Path) -> None:
    with path.open("wb+") as file:
        np.save(file, np.array([Evil(path.parent / "evil")], dtype=object))
        file.seek(0)
        file.write(learnt_file.checksum(file.read()))


@pytest.mark.parametrize("spoil", [_text, _folder, _one_array, _pickle, _pickle_within])
def test_what_is_something_else_is_damaged_and_runs_no_code(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    """A text, a folder, an array without its checksum, a pickle, one within an array; then mended."""
    spoil(path)
    with pytest.raises(DamagedFileError):
        read(path)
    assert not (path.parent / "evil").exists()
    write(path, ARRAYS)
    assert read(path)["numbers"].tolist() == ARRAYS["numbers"].tolist()


def test_a_disk_that_is_full_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is never in its place, nor left behind."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", fail)
    with pytest.raises(OSError, match="No space left"):
        write(path, {"other": ARRAYS["bytes"]})
    assert list(path.parent.iterdir()) == [path]
    assert read(path).keys() == ARRAYS.keys()


def test_a_folder_keeps_the_newest_few(tmp_path: Path) -> None:
    """What was learnt of knowledge that has changed since goes, and what a killed process left behind."""
    (tmp_path / ".learnt-0001-abc").touch()
    (tmp_path / "answered-1").touch()
    for number in range(KEPT + 2):
        path = file_in(tmp_path, str(number))
        write(path, ARRAYS)
        os.utime(path, (number, number))
    write(file_in(tmp_path, "new"), ARRAYS)
    kept = {path.name for path in files_in(tmp_path)}
    assert len(kept) == KEPT
    assert "learnt-new.npy" in kept
    assert f"learnt-{KEPT + 1}.npy" in kept
    assert {path.name for path in tmp_path.iterdir()} == kept | {"answered-1"}


def test_a_file_that_another_process_removes_meanwhile_is_not_missed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look into the folder and the look at the file."""
    gone = path.with_name("learnt-gone.npy")
    monkeypatch.setattr(Path, "glob", lambda *_: iter([gone, path]))
    assert learnt_file.files_in(path.parent) == [path, gone]
