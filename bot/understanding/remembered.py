"""What was found out about words, remembered so far as memory allows."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST = 4_000
"""Words that are remembered, here and in other caches of words: nearly all that people use often."""


class Remembered(dict[str, T]):
    """What a function returns, by word; unlike `lru_cache` it is one look-up where the word is known."""

    def __init__(self, find: Callable[[str], T], most: int = MOST) -> None:
        """Ask `find` for what is not known yet, and remember so many answers at most."""
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        self[word] = found = self._find(word)
        return found
