"""The learnt file: what `learn` made of a knowledge base, kept so that no start has to learn it again.

Plain arrays in numpy's own format (a zip archive with checksums). Nothing in it can run code: pickled objects
are refused.
"""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import B12BotError

Arrays = Mapping[str, NDArray[Any]]

SUFFIX = ".npz"
PREFIX = "learnt-"
KEPT = 4
"""Learnt files that a folder keeps, the newest ones: the others are of knowledge that has changed since."""


class DamagedFileError(B12BotError):
    """A learnt file is cut off, spoilt, or something else altogether."""


def file_in(folder: Path, key: str) -> Path:
    """Return the learnt file of this key in a folder."""
    return folder / f"{PREFIX}{key}{SUFFIX}"


def files_in(folder: Path) -> list[Path]:
    """Return all learnt files of a folder, of whatever key, the newest first."""
    return sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=_written, reverse=True)


def read(path: Path) -> Arrays:
    """Return the arrays of a learnt file.

    Raises:
        FileNotFoundError: if there is none.
        DamagedFileError: if it is no learnt file, or not a whole one.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 - numpy and zipfile raise a dozen kinds where bytes are spoilt
        raise DamagedFileError(f"{path} can't be read ({type(error).__name__})") from None


def write(path: Path, arrays: Arrays) -> None:
    """Write a learnt file, whole or not at all, and remove what is older than the newest few.

    Raises:
        OSError: if the folder can't be written.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
        try:
            np.savez(file, allow_pickle=False, **dict(arrays))
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


def _written(path: Path) -> float:
    """Return when a file was written; long ago, if another process has removed it since."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
