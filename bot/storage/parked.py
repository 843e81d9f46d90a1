"""Updates that wait for a slow chat while Telegram is told to go on: kept on disk until they are done.

Only so can a hard kill not lose them. They hold what a person wrote: each is sealed with a key that is made
of the bot's token, which is not on this disk, and removed as soon as it is done.
"""

import hashlib
import json
import logging
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


class Parked:
    """Holds the updates in hand in memory, and on disk those that are to be parked."""

    def __init__(self, folder: Path, token: str) -> None:
        self._folder = folder
        self._key = urlsafe_b64encode(hashlib.sha256(b"parked updates " + token.encode()).digest())
        self._held: dict[int, dict[str, Any]] = {}
        self._on_disk: set[int] = set()

    def hold(self, item: dict[str, Any]) -> None:
        """Hold an update, as Telegram sent it, until it is released."""
        self._held[item["update_id"]] = item

    def release(self, number: int) -> None:
        """Forget an update that is done, on disk too."""
        self._held.pop(number, None)
        if number in self._on_disk:
            self._on_disk.remove(number)
            self._path(number).unlink(missing_ok=True)

    def keep(self, numbers: Iterable[int]) -> bool:
        """Write updates that are held to disk; say whether all of them are there."""
        from cryptography.fernet import Fernet  # noqa: PLC0415 - hardly ever needed, and takes memory

        seal = Fernet(self._key)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for number in numbers:
                new = self._path(number).with_suffix(".new")
                new.write_bytes(seal.encrypt(json.dumps(self._held[number]).encode()))
                new.replace(self._path(number))
                self._on_disk.add(number)
        except OSError as error:
            log.error("updates can't be parked (%s)", error.strerror)  # noqa: TRY400 - one line says it
            return False
        return True

    def load(self) -> Iterator[dict[str, Any]]:
        """Yield what an earlier process left, in Telegram's order; what can't be read is removed."""
        names = (path.name for path in self._folder.glob("*"))
        for number in sorted(int(name) for name in names if name.isdigit()):
            self._on_disk.add(number)
            item = self._open(number)
            if item is None:
                log.error("parked update %d can't be read, removing it", number)
                self.release(number)
            else:
                yield item

    def _open(self, number: int) -> dict[str, Any] | None:
        from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415 - as above

        try:
            item = json.loads(Fernet(self._key).decrypt(self._path(number).read_bytes()))
        except (InvalidToken, ValueError, OSError):
            return None
        return item if isinstance(item, dict) and item.get("update_id") == number else None

    def _path(self, number: int) -> Path:
        return self._folder / str(number)
