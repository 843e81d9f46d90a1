"""What every update goes through, whichever way it came: handled until its reply was accepted by Telegram.

An update is done when that happened, or when nothing more can be done for it. Where waiting may help, it is
tried again. After a request of which nobody knows whether Telegram carried it out, a reply may come twice;
so that it does not come many times, Telegram is asked for a sign of life first, and tries are counted.
"""

import logging
import time
from collections import OrderedDict
from dataclasses import dataclass

from telegram import Update
from telegram.error import TelegramError

from bot.incoming.application import App
from bot.incoming.update_key import identity
from bot.operations.metrics import Metrics
from bot.operations.timing import Timing
from bot.outgoing.errors import seconds_of, was_not_taken
from bot.storage import Seen

log = logging.getLogger(__name__)

UNCLEAR = 3
"""How often a reply may be sent of which nobody knows whether it arrived."""
GIVE_UP_SECONDS = 24 * 3600.0
"""For so long Telegram itself keeps an update."""
TROUBLED = 1_000
"""Updates of which the tries are counted."""


@dataclass(slots=True)
class _Trouble:
    """What an update that could not be answered at once has been through."""

    since: float
    tries: int = 0
    unclear: int = 0
    not_before: float = 0.0
    """Until when Telegram asked to wait, though it may bring the update again before."""


class Processor:
    """Handles one update; calling it returns None when it is done, else the seconds until the next try."""

    def __init__(self, application: App, seen: Seen, metrics: Metrics, timing: Timing) -> None:
        self._application = application
        self._seen = seen
        self._metrics = metrics
        self._timing = timing
        self._troubled: OrderedDict[int, _Trouble] = OrderedDict()

    async def __call__(self, update: Update) -> float | None:
        """Handle an update."""
        trouble = self._troubled.get(update.update_id)
        if trouble and (left := trouble.not_before - time.monotonic()) > 0:
            return left
        if trouble and trouble.unclear:
            try:
                await self._application.bot.get_me()
            except TelegramError as error:
                return self._pause(update, trouble, error)
        try:
            await self._application.process_update(update)
        except TelegramError as error:
            return self._judge(update, error)
        self._done(update, "done")
        return None

    def _judge(self, update: Update, error: TelegramError) -> float | None:
        """Return when to try again, or None if it was tried enough."""
        number = update.update_id
        trouble = self._troubled.setdefault(number, _Trouble(time.monotonic()))
        if len(self._troubled) > TROUBLED:
            self._troubled.popitem(last=False)
        trouble.unclear += not was_not_taken(error)
        is_late = time.monotonic() - trouble.since > GIVE_UP_SECONDS
        if trouble.unclear >= UNCLEAR or is_late:
            log.error("update %d is given up (%s): its reply may not have arrived", number, _name(error))
            self._done(update, "given_up")
            return None
        return self._pause(update, trouble, error)

    def _pause(self, update: Update, trouble: _Trouble, error: TelegramError) -> float:
        """Return the seconds until the next try."""
        pause: float = min(self._timing.first_pause * 2**trouble.tries, self._timing.longest_pause)
        trouble.tries = min(trouble.tries + 1, 10)
        asked = seconds_of(error)
        trouble.not_before = time.monotonic() + asked
        seconds = max(pause, asked)
        log.warning(
            "update %d is not answered yet (%s), trying again in %g s",
            update.update_id,
            _name(error),
            seconds,
        )
        self._metrics.update("again")
        return seconds

    def _done(self, update: Update, result: str) -> None:
        self._troubled.pop(update.update_id, None)
        self._seen.add(identity(update))
        self._metrics.update(result)


def _name(error: TelegramError) -> str:
    return type(error).__name__
