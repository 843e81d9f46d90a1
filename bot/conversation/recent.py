"""What is kept in memory for a while: the latest entries, each for half an hour, never on disk."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

REMEMBERED = 10_000
"""Entries that are kept, the latest."""
SECONDS = 30 * 60.0
"""For how long."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A bounded mapping that drops the entries whose time is up.

    That is done whenever it is used, and for all of them by `drop_all_old`, whoever asks for anything or not.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        """The one that was put first comes first, so those whose time is up do."""
        _ALL.add(self)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """Return the entry of a key, if it is still kept."""
        self.drop_old()
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def put(self, key: K, value: V) -> None:
        """Keep an entry from now on; if there are too many, the oldest is dropped."""
        self._entries.pop(key, None)
        self._entries[key] = (self._clock(), value)
        self.drop_old()

    def discard(self, key: K) -> None:
        """Drop the entry of a key, if there is one."""
        self._entries.pop(key, None)

    def drop(self, is_meant: Callable[[K], bool]) -> None:
        """Drop the entries of some keys."""
        for key in list(filter(is_meant, self._entries)):
            del self._entries[key]

    def drop_old(self) -> None:
        """Drop the entries whose time is up, and the oldest of those that are too many."""
        oldest = self._clock() - SECONDS
        while self._entries:
            since, _ = next(iter(self._entries.values()))
            if since >= oldest and len(self._entries) <= self._remembered:
                break
            self._entries.popitem(last=False)


_ALL: WeakSet[Recent[Any, Any]] = WeakSet()


def drop_all_old() -> None:
    """Drop what is old everywhere."""
    for recent in list(_ALL):
        recent.drop_old()
