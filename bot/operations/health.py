"""What a platform asks the bot for over HTTP: is it alive, may it be sent to, how does it fare. Never who."""

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

from bot.operations.metrics import Metrics
from bot.operations.watchdog import Watchdog

if TYPE_CHECKING:
    from aiohttp import web

Page = Callable[["web.BaseRequest"], Coroutine[Any, Any, "web.Response"]]

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """Answers for the bot, by what it is told and by its watchdog."""

    def __init__(self, metrics: Metrics, watchdog: Watchdog | None = None) -> None:
        self._metrics = metrics
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

    def pages(self) -> Mapping[str, Page]:
        """Return the pages that show it, by path."""
        # Imported where a port is opened: a web server takes memory, and few need it.
        from aiohttp import web  # noqa: PLC0415

        async def healthz(_: web.BaseRequest) -> web.Response:
            return answer(is_fine=self.is_healthy)

        async def readyz(_: web.BaseRequest) -> web.Response:
            return answer(is_fine=self.is_ready)

        async def metrics(_: web.BaseRequest) -> web.Response:
            return web.Response(body=self._metrics.text(), headers={"Content-Type": PROMETHEUS})

        def answer(*, is_fine: bool) -> web.Response:
            return web.Response(text="ok\n") if is_fine else web.Response(text="not ok\n", status=503)

        return {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
