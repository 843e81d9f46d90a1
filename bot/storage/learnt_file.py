"""The learnt file: what `learn` made of a knowledge base, kept so that no start has to learn it again.

Plain arrays, as one record in numpy's own format, and a checksum behind it. The record is mapped: memory
holds what messages touch of it, once for all processes. Nothing in it can run code: pickled objects are
refused.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import B12BotError

Arrays = Mapping[str, NDArray[Any]]

SUFFIX = ".npy"
PREFIX = "learnt-"
KEPT = 4
"""Learnt files that a folder keeps, the newest ones: the others are of knowledge that has changed since."""
CHECKSUM = 16
"""Bytes of it."""


class DamagedFileError(B12BotError):
    """A learnt file is cut off, spoilt, or something else altogether."""


def file_in(folder: Path, key: str) -> Path:
    """Return the learnt file of this key in a folder."""
    return folder / f"{PREFIX}{key}{SUFFIX}"


def files_in(folder: Path) -> list[Path]:
    """Return all learnt files of a folder, of whatever key, the newest first."""
    return sorted(folder.glob(f"{PREFIX}*"), key=_written, reverse=True)


def read(path: Path) -> Arrays:
    """Return the arrays of a learnt file.

    Raises:
        FileNotFoundError: if there is none.
        DamagedFileError: if it is no learnt file, or not a whole one.
    """
    try:
        record = _mapped(path)
        return {name: record[name] for name in record.dtype.names or ()}
    except FileNotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 - numpy raises a dozen kinds where something else stands there
        raise DamagedFileError(f"{path} can't be read ({type(error).__name__})") from None


def write(path: Path, arrays: Arrays) -> None:
    """Write a learnt file, whole or not at all, and remove what is older than the newest few.

    Raises:
        OSError: if the folder can't be written.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
        try:
            np.save(file, _record(arrays), allow_pickle=False)
            file.seek(0)
            file.write(checksum(file.read()))
            file.flush()
            os.fsync(file.fileno())
            with suppress(OSError):
                path.rmdir()  # an empty folder in its place would be in the way
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    # A process that was killed while it wrote has left its part behind.
    leftovers = path.parent.glob(f".{PREFIX}*-*")
    for old in (*files_in(path.parent)[KEPT:], *leftovers):
        with suppress(OSError):
            old.unlink()


def _mapped(path: Path) -> NDArray[Any]:
    """Return the record of a file; raise ValueError if any byte is another than was written."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if checksum(memoryview(data)[:-CHECKSUM]) != data[-CHECKSUM:]:
            raise ValueError
        # By default numpy refuses a header that names many arrays.
        return np.asarray(np.load(path, mmap_mode="r", max_header_size=len(data)))


def _record(arrays: Arrays) -> NDArray[Any]:
    """Return all arrays as one, each aligned."""
    parts = [(name, array.dtype, array.shape) for name, array in arrays.items()]
    record = np.zeros((), np.dtype(parts, align=True))
    for name, array in arrays.items():
        record[name] = array
    return record


def checksum(data: bytes | memoryview) -> bytes:
    """Return what tells whether bytes are those that were written."""
    return hashlib.blake2b(data, digest_size=CHECKSUM).digest()


def _written(path: Path) -> float:
    """Return when a file was written; long ago, if another process has removed it since."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
