"""What a platform asks the bot: is it alive, may it be sent to, how does it fare. Never who and what."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.delivery.metrics import Metrics
from bot.delivery.watchdog import Watchdog

PROMETHEUS = "text/plain; version=0.0.4"


class Status:
    """Answers for the bot, by what it is told and by its watchdog."""

    def __init__(self, metrics: Metrics, watchdog: Watchdog | None = None) -> None:
        self._metrics = metrics
        self._watchdog = watchdog
        self.is_ready = False
        """Whether the bot is up and takes updates."""
        if watchdog:
            metrics.watch("seconds_since_poll", "Seconds since Telegram answered", lambda: watchdog.seconds)

    @property
    def is_healthy(self) -> bool:
        """Whether the process should live on; before it is up it waits for Telegram, however long."""
        return not (self.is_ready and self._watchdog) or self._watchdog.is_healthy

    def routes(self) -> list[Route]:
        """Return the routes of a web app that shows it."""
        return [
            Route("/healthz", _answer(lambda: self.is_healthy)),
            Route("/readyz", _answer(lambda: self.is_ready and self.is_healthy)),
            Route("/metrics", self._show),
        ]

    async def _show(self, _: Request) -> Response:
        return Response(self._metrics.text(), media_type=PROMETHEUS)


def _answer(is_fine: Callable[[], bool]) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        return PlainTextResponse("ok\n") if is_fine() else PlainTextResponse("not ok\n", status_code=503)

    return answer
