"""What is kept in memory for a while: the latest entries, each for half an hour, never on disk."""

import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

REMEMBERED = 5_000
"""Entries that are kept, the latest."""
MORE_PART = 16
"""The part of them by which there may be more, until all that are too many are dropped at once."""
LOOK_SECONDS = 1.0
"""How often it is looked for what is old, at most."""
SECONDS = 30 * 60.0
"""For how long."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A bounded mapping that gives out no entry whose time is up, and drops it.

    That is done when it is used, and for all of them by `forget_what_is_old`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._most = remembered + remembered // MORE_PART
        self._looked = clock()
        # Two plain dictionaries take half the memory of an ordered one of pairs.
        self._values: dict[K, V] = {}
        self._since: dict[K, float] = {}
        """The one that was put first comes first, so those whose time is up do."""
        _ALL.add(self)

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """Return the entry of a key, if it is still kept."""
        self._look()
        return self._values.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep an entry from now on; if there are too many, the oldest are dropped."""
        self.discard(key)
        self._look()
        self._values[key] = value
        # The time of the look, to the second, is one object for all that come within it.
        self._since[key] = self._looked
        if len(self._values) > self._most:
            self.drop_old()

    def discard(self, key: K) -> None:
        """Drop the entry of a key, if there is one."""
        if self._since.pop(key, None) is not None:
            del self._values[key]

    def drop(self, is_meant: Callable[[K], bool]) -> None:
        """Drop the entries of some keys."""
        for key in list(filter(is_meant, self._values)):
            self.discard(key)

    def drop_old(self) -> None:
        """Drop the entries whose time is up, and the oldest of those that are too many."""
        self._looked = self._clock()
        too_many = len(self._values) - self._remembered
        dropped = []
        for place, (key, since) in enumerate(self._since.items()):
            if place >= too_many and since >= self._looked - SECONDS:
                break
            dropped.append(key)
        for key in dropped:
            self.discard(key)

    def _look(self) -> None:
        """Look for what is old, unless that was done just now."""
        if self._clock() - self._looked >= LOOK_SECONDS:
            self.drop_old()


_ALL: WeakSet[Recent[Any, Any]] = WeakSet()


def forget_what_is_old() -> None:
    """Drop what is old everywhere: also where nobody writes any more."""
    for recent in list(_ALL):
        recent.drop_old()
