"""The numbers that stand for updates that were answered, so that one that comes again is not answered twice.

They say nothing about anybody. Each is appended to a file as soon as its
update is done, so that a process that was killed does not make the next one answer all over again.
"""

import logging
import os
import time
from collections import deque
from pathlib import Path

from bot.storage.folder import unwritable

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Numbers that are remembered, the newest."""
OUTDATED_SECONDS = 24 * 3600.0
"""After so long Telegram does not repeat an update."""


class Seen:
    """A bounded set of numbers, found by number and not by order.

    Raises:
        StartUpError: when made, if its file can't be written.
    """

    def __init__(self, path: Path | None = None, remembered: int = REMEMBERED) -> None:
        self._path = path
        self._remembered = remembered
        self._numbers: set[int] = set()
        self._in_order: deque[int] = deque()
        self._lines = 0
        self._file: int | None = None
        if path:
            try:
                self._in_order.extend(dict.fromkeys(_read(path)[-remembered:]))
                self._numbers.update(self._in_order)
                self._write_anew(path)
            except OSError as error:
                raise unwritable(path, error) from None

    def __contains__(self, number: int) -> bool:
        return number in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int) -> None:
        """Remember a number, and forget the oldest if there are too many."""
        if number not in self._numbers:
            self._numbers.add(number)
            self._in_order.append(number)
        if len(self._in_order) > self._remembered:
            self._numbers.remove(self._in_order.popleft())
        if self._file is not None and self._path:
            self._append(self._file, self._path, number)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _append(self, file: int, path: Path, number: int) -> None:
        try:
            os.write(file, b"%d\n" % number)
            self._lines += 1
            if self._lines > self._remembered:
                self._write_anew(path)
        except OSError as error:
            log.error("answered updates can't be written down any more (%s)", error.strerror)  # noqa: TRY400 - one line says it
            self.close()

    def _write_anew(self, path: Path) -> None:
        """Write what is remembered to a file of its own, put it in the place of the old, and append to it."""
        self.close()
        new = path.with_suffix(".new")
        new.write_text("".join(f"{number}\n" for number in self._in_order), encoding="ascii")
        new.replace(path)
        self._lines = 0
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND)


def _read(path: Path) -> list[int]:
    """Return the numbers of a file; a line that a kill cut off, or one that makes no sense, is left out."""
    try:
        if time.time() - path.stat().st_mtime > OUTDATED_SECONDS:
            return []
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    return [int(line) for line in lines if line.isdigit()]
