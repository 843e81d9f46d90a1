"""How the bot fares: is it alive, may it be sent to. Never who and what."""

from bot.operations.metrics import Metrics
from bot.operations.watchdog import Watchdog


class Status:
    """Answers for the bot, by what it is told and by its watchdog."""

    def __init__(self, metrics: Metrics, watchdog: Watchdog | None = None) -> None:
        self.metrics = metrics
        self._watchdog = watchdog
        self.is_ready = False
        """Whether the bot is up and takes updates."""
        if watchdog:
            metrics.watch("seconds_since_poll", "Seconds since Telegram answered", lambda: watchdog.seconds)

    @property
    def is_healthy(self) -> bool:
        """Whether the process should live on; before it is up it waits for Telegram, however long."""
        return not (self.is_ready and self._watchdog) or self._watchdog.is_healthy
