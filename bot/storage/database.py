"""One small interface to what is kept, whichever database keeps it: SQLite or PostgreSQL.

Statements are plain SQL that both understand, with `?` for values. What is kept of one kind has a module of
its own beside this one (`updates`, `votes`, `chats`), a field in `Store`, and a migration.
"""

import contextlib
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

log = logging.getLogger(__name__)

Row = tuple[Any, ...]
Statement = tuple[str, Row]
"""SQL, and its values."""

DOWN_SECONDS = 1.0
"""For so long after a failure nothing is tried: a database that is down costs time once a second."""


class DatabaseDownError(Exception):
    """What was asked could not be done now. It was logged, and may be tried again."""


class Database(ABC):
    """Reads and writes; notices when that fails, says so once, and when it works again."""

    is_shared: ClassVar[bool]
    """Whether other processes of the same bot may use it too."""
    errors: ClassVar[tuple[type[Exception], ...]]
    """What its library raises where it can't be used."""

    def __init__(self) -> None:
        self._not_before = 0.0
        self._is_down = False

    @abstractmethod
    async def open(self) -> None:
        """Connect, and bring the tables up to date.

        Raises:
            StartUpError: if that will never work with the settings as they are.
        """

    @abstractmethod
    async def close(self) -> None:
        """Let go of what is open."""

    @abstractmethod
    async def read(self, sql: str, *values: Any) -> list[Row]:  # noqa: ANN401 - what columns hold
        """Return the rows that a statement finds.

        Raises:
            DatabaseDownError: if it can't be carried out now.
        """

    @abstractmethod
    async def write(self, *statements: Statement) -> None:
        """Carry out statements, all or none.

        Raises:
            DatabaseDownError: if that can't be done now.
        """

    async def lock(self, key: int) -> bool:  # noqa: ARG002 - there is nobody to lock out
        """Take a lock, which ends with the process at the latest; say whether no other process has it.

        Raises:
            DatabaseDownError: if nobody can tell.
        """
        return True

    async def unlock(self, key: int) -> None:  # noqa: B027 - nothing is held where nobody can be locked out
        """Let go of a lock."""

    @contextlib.asynccontextmanager
    async def locked(self, key: int) -> AsyncIterator[bool]:
        """Hold a lock; say whether no other process has it. Where nobody can tell, this one goes on."""
        try:
            is_ours = await self.lock(key)
        except DatabaseDownError:
            is_ours = True
        try:
            yield is_ours
        finally:
            if is_ours:
                await self.unlock(key)

    @contextlib.contextmanager
    def _available(self) -> Iterator[None]:
        """Turn what the library raises into one error and one line, and for a moment try nothing."""
        if time.monotonic() < self._not_before:
            raise DatabaseDownError
        try:
            yield
        except self.errors as error:
            self._not_before = time.monotonic() + DOWN_SECONDS
            if not self._is_down:
                kind = getattr(error, "sqlite_errorname", type(error).__name__)
                log.error("the database can't be used (%s): until it can, nothing is kept", kind)  # noqa: TRY400 - one line says it
            self._is_down = True
            raise DatabaseDownError from None
        if self._is_down:
            self._is_down = False
            log.warning("the database can be used again")
