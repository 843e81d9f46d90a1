"""How fast Telegram lets a bot send: to everybody together, and to each group."""

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit

GROUP_SECONDS = 60.0
"""The time in which a group gets so many messages at most."""
GROUPS = 512
"""Groups from which on those that were quiet for long enough are forgotten."""


class Limits:
    """Makes who sends too fast wait: a group for itself, so that it holds up nobody else."""

    def __init__(self, per_second: float = FloodLimit.MESSAGES_PER_SECOND) -> None:
        self._overall = AsyncLimiter(per_second, 1.0)
        self._groups: dict[int, AsyncLimiter] = {}

    async def wait(self, chat: int | None) -> None:
        """Wait until something may be sent to a chat; what goes to none (None) need not wait."""
        if chat is None:
            return
        if chat < 0:
            await self._of_group(chat).acquire()
        await self._overall.acquire()

    def _of_group(self, group: int) -> AsyncLimiter:
        """Return the limiter of a group; a new one is what a group has that was quiet for a minute."""
        if len(self._groups) > GROUPS:
            self._groups = {
                number: limiter
                for number, limiter in self._groups.items()
                if number == group or not limiter.has_capacity(limiter.max_rate)
            }
        if group not in self._groups:
            self._groups[group] = AsyncLimiter(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, GROUP_SECONDS)
        return self._groups[group]
