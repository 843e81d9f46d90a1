"""Polls that Telegram refuses: for how long that is put up with, and what a person is told then."""

import logging
import math
import time

from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.errors import ConflictError
from bot.incoming.application import refused_token

log = logging.getLogger(__name__)

REFUSALS = 3
"""Polls in a row that are refused before the token is blamed: a proxy may say "not found" once."""


class Refusals:
    """Counts refused polls, and raises for what waiting does not mend."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        """Seconds for which another poller is put up with."""
        self._conflict_since = self._last_conflict = -math.inf
        self._in_a_row = 0

    def forget(self) -> None:
        """Hear that a poll was answered. Two pollers take turns with that, so a conflict is not forgotten."""
        self._in_a_row = 0

    def judge(self, error: TelegramError) -> None:
        """Hear of a failed poll.

        Raises:
            StartUpError: if the token was refused a few times in a row.
            ConflictError: if another copy polls with the same token for too long.
        """
        if isinstance(error, InvalidToken | EndPointNotFound):
            self._in_a_row += 1
            if self._in_a_row >= REFUSALS:
                raise refused_token() from None
        if isinstance(error, Conflict):
            self._hear_of_conflict(time.monotonic())

    def _hear_of_conflict(self, now: float) -> None:
        if now - self._last_conflict > self._patience:
            self._conflict_since = now
            log.warning("another copy of the bot polls with the same token, waiting for it to end")
        self._last_conflict = now
        if now - self._conflict_since > self._patience:
            raise ConflictError(
                "another copy of the bot polls with the same token: stop one of the two"
            ) from None
