"""python-telegram-bot's Application, built for this bot, and its life: start, run, stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import Application

from bot.conversation import Conversation
from bot.delivery import profile
from bot.delivery.api import Api
from bot.delivery.failures import may_pass, seconds_of
from bot.delivery.forgetting import forget_for_ever
from bot.delivery.guard import OutgoingGuard
from bot.delivery.metrics import Metrics
from bot.delivery.timing import Timing
from bot.errors import StartUpError
from bot.handlers import register
from bot.settings import Settings

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What asks the process to end."""
UNREACHABLE = (TelegramError, KeyError, TypeError)
"""What python-telegram-bot raises where Telegram, or a proxy before it, does not answer as it should."""


class LastingApplication(App):
    """An application that does not take an update for handled whose reply Telegram could not take now."""

    async def process_error(self, update: object, error: Exception, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401 - as the base class has them
        """Let the error handlers see an error, unless waiting may mend it.

        Raises:
            TelegramError: the error itself, if waiting may mend it.
        """
        if isinstance(error, TelegramError) and may_pass(error):
            raise error
        return await super().process_error(update, error, *args, **kwargs)

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Remember nobody: the base class keeps everybody's numbers, for a file that it never writes."""


def build(
    settings: Settings,
    conversation: Conversation,
    metrics: Metrics | None = None,
    timing: Timing = Timing(),
) -> App:
    """Return the application: this bot's handlers behind the outgoing guard."""
    metrics = metrics or Metrics()
    guard = OutgoingGuard(conversation.compose.disclaimers, metrics, settings.sends_per_second, timing)
    application = (
        Application.builder()
        .application_class(LastingApplication)
        .bot(Api(settings.token.reveal(), settings.api_url, guard, timing))
        # Updates come through our own sources, and there is nothing to schedule.
        .updater(None)
        .job_queue(None)
        .build()
    )
    register(application, conversation, metrics, settings.questions_per_minute)
    return application


@contextlib.asynccontextmanager
async def running(
    application: App, conversation: Conversation, stop: asyncio.Event, timing: Timing
) -> AsyncIterator[None]:
    """Start the application, waiting for Telegram if need be, and shut it down at the end.

    Raises:
        StartUpError: if Telegram refuses the token.
    """
    beside = [asyncio.create_task(forget_for_ever())]
    try:
        if await reach(application.initialize, stop, timing, refused="the first request"):
            log.info("@%s is up", application.bot.username)
            # Nobody who waits for an answer waits for this.
            beside.append(asyncio.create_task(profile.publish(application.bot, conversation)))
        yield
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await application.shutdown()
        # An application that never came up leaves its connections open.
        await application.bot.close_connections()


async def reach(
    request: Callable[[], Coroutine[Any, Any, object]],
    stop: asyncio.Event,
    timing: Timing,
    *,
    refused: str,
) -> bool:
    """Make a request that the start depends on, again and again while Telegram can't be reached.

    Returns whether it was made; it was not if the process is asked to end meanwhile.

    Raises:
        StartUpError: if Telegram refuses the token, or the request (named by `refused`).
    """
    # A signal that came while there was nothing to wait for is heard first.
    await asyncio.sleep(0)
    pause = pauses(timing)
    while not stop.is_set():
        try:
            return await unless_stopped(stop, request())
        except (InvalidToken, Forbidden):
            raise refused_token() from None
        except BadRequest:
            raise StartUpError(f"Telegram refused {refused}: check the settings that it is made of") from None
        except UNREACHABLE as error:
            seconds = max(next(pause), seconds_of(error))
            kind = type(error).__name__
            log.warning("Telegram can't be reached (%s), trying again in %g s", kind, seconds)
            await wait_for_stop(stop, seconds)
    return False


async def unless_stopped(stop: asyncio.Event, request: Coroutine[Any, Any, object]) -> bool:
    """Wait for a request unless the process is asked to end before; say whether it was made."""
    requesting = asyncio.ensure_future(request)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({requesting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not requesting.done():
            return False
        requesting.result()
        return not stop.is_set()
    finally:
        stopping.cancel()
        if requesting.cancel():
            await asyncio.wait({requesting})


def refused_token() -> StartUpError:
    """Return the error for a token that Telegram does not know."""
    return StartUpError(
        "TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, "
        "API Token), or TELEGRAM_API_URL is not a Bot API server"
    )


def pauses(timing: Timing) -> Iterator[float]:
    """Yield seconds to wait between attempts: doubling from the first pause to the longest, for ever."""
    pause = timing.first_pause
    while True:
        yield pause
        pause = min(2 * pause, timing.longest_pause)


async def wait_for_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait until `stop` is set, at most so long."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to end; asked again, the process ends at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    for number in SIGNALS:
        loop.add_signal_handler(number, ask)
    return stop
