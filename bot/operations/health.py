"""How the bot fares: is it alive, may it be sent to. Never who and what."""

from bot.operations.metrics import Metrics
from bot.operations.watchdog import Watchdog


class Health:
    """Answers for the bot, by what it is told and by its watchdog."""

    def __init__(self, metrics: Metrics, watchdog: Watchdog | None = None) -> None:
        self.metrics = metrics
        self._watchdog = watchdog
        self.is_up = False
        """Whether the bot takes updates."""
        self.is_reached = True
        """Whether Telegram's posts reach it; by polling they always do."""
        if watchdog:
            metrics.watch("seconds_since_poll", "Seconds since Telegram answered", lambda: watchdog.seconds)

    @property
    def is_healthy(self) -> bool:
        """Whether the process should live on; before it is up it waits for Telegram, however long."""
        return not (self.is_up and self._watchdog) or self._watchdog.is_healthy

    @property
    def is_ready(self) -> bool:
        """Whether a question that is asked now would be answered."""
        return self.is_up and self.is_reached and self.is_healthy
