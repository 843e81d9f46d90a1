"""Polls that Telegram refuses: for how long that is put up with, and what a person is told then.

Of two copies that poll with one token the older stays and the newer ends. Telegram refuses each of them in
turn, so both must decide by what they know: who polled undisturbed for a while before is the older one.
"""

import logging
import math
import random
import time
from collections.abc import Callable

from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.errors import ConflictError
from bot.outgoing.retry import refused_token

log = logging.getLogger(__name__)

REFUSALS = 3
"""Polls in a row that are refused before the token is blamed: a proxy may say "not found" once."""
JITTER = 0.5
"""The part by which the patience of a copy may be longer: of two that start together not both should end."""


class PollErrors:
    """Counts refused polls, and raises for what waiting does not mend."""

    def __init__(self, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._settled = patience
        """Seconds of polling undisturbed after which this copy counts as the older one."""
        self._patience = patience * (1 + JITTER * random.random())  # noqa: S311 - no secret
        """Seconds for which the newer one puts up with another."""
        self._first_poll = self._last_poll = -math.inf
        """When polls were first and last answered, without a gap between."""
        self._conflict_since = self._last_conflict = -math.inf
        self._is_older = False
        self._in_a_row = 0

    def poll_succeeded(self) -> None:
        """Hear that a poll was answered. Two pollers take turns with that, so a conflict is not forgotten."""
        now = self._clock()
        self._in_a_row = 0
        if now - self._last_poll > self._settled:
            self._first_poll = now
        self._last_poll = now

    def poll_failed(self, error: TelegramError) -> None:
        """Hear of a failed poll.

        Raises:
            StartUpError: if the token was refused a few times in a row.
            ConflictError: if an older copy polls with the same token for too long.
        """
        if isinstance(error, InvalidToken | EndPointNotFound):
            self._in_a_row += 1
            if self._in_a_row >= REFUSALS:
                raise refused_token() from None
        if isinstance(error, Conflict) and not is_webhook_set(error):
            self._hear_of_conflict(self._clock())

    def _hear_of_conflict(self, now: float) -> None:
        begins = now - self._last_conflict > self._settled
        self._last_conflict = now
        if begins:
            self._conflict_since = now
            is_polling = now - self._last_poll <= self._settled
            self._is_older = is_polling and self._last_poll - self._first_poll >= self._settled
            what = "going on, for this one is older" if self._is_older else "waiting for it to end"
            log.warning("another copy of the bot polls with the same token, %s", what)
        if not self._is_older and now - self._conflict_since > self._patience:
            raise ConflictError(
                "another copy of the bot polls with the same token: this one, the newer, ends"
            ) from None


def is_webhook_set(error: TelegramError) -> bool:
    """Say whether a poll was refused because somebody has set a webhook: that is no second copy."""
    return isinstance(error, Conflict) and "webhook" in error.message.lower()
