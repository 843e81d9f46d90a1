"""What is kept in memory for a while: the latest entries, each for half an hour, never on disk."""

import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

REMEMBERED = 10_000
"""Entries that are kept, the latest."""
MORE_PART = 8
"""The part of them by which there may be more, until all that are too many are dropped at once."""
LOOK_SECONDS = 1.0
"""How often it is looked for what is old, at most."""
SECONDS = 30 * 60.0
"""For how long."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A bounded mapping that gives out no entry whose time is up, and drops it.

    That is done when it is used, and for all of them by `drop_all_old`, whoever asks for anything or not.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._most = remembered + remembered // MORE_PART
        self._look_at = clock()
        # An OrderedDict would find the oldest entry sooner, but takes twice the memory.
        self._entries: dict[K, tuple[float, V]] = {}
        """The one that was put first comes first, so those whose time is up do."""
        _ALL.add(self)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """Return the entry of a key, if it is still kept."""
        oldest = self._now() - SECONDS
        entry = self._entries.get(key)
        return entry[1] if entry and entry[0] >= oldest else None

    def put(self, key: K, value: V) -> None:
        """Keep an entry from now on; if there are too many, the oldest are dropped."""
        self._entries.pop(key, None)
        self._entries[key] = (self._now(), value)
        if len(self._entries) > self._most:
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
        now = self._clock()
        self._look_at = now + LOOK_SECONDS
        too_many = len(self._entries) - self._remembered
        dropped = []
        for place, (key, (since, _)) in enumerate(self._entries.items()):
            if place >= too_many and since >= now - SECONDS:
                break
            dropped.append(key)
        for key in dropped:
            del self._entries[key]

    def _now(self) -> float:
        now = self._clock()
        if now >= self._look_at:
            self.drop_old()
        return now


_ALL: WeakSet[Recent[Any, Any]] = WeakSet()


def drop_all_old() -> None:
    """Drop what is old everywhere."""
    for recent in list(_ALL):
        recent.drop_old()
