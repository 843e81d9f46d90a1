"""python-telegram-bot's Application, built for this bot, and its life: start, run, stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import Application

from bot.conversation import Conversation
from bot.delivery import profile
from bot.delivery.guard import OutgoingGuard
from bot.errors import StartUpError
from bot.handlers import register
from bot.settings import Settings

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

LONGEST_PAUSE = 30.0
"""Seconds between two attempts to reach Telegram, at most."""


def build(settings: Settings, conversation: Conversation) -> App:
    """Return the application: this bot's handlers behind the outgoing guard."""
    api = settings.api_url
    application = (
        Application.builder()
        .token(settings.token.reveal())
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .rate_limiter(OutgoingGuard(conversation.disclaimer))
        # Updates come through our own sources, and there is nothing to schedule.
        .updater(None)
        .job_queue(None)
        .build()
    )
    register(application, conversation)
    return application


@contextlib.asynccontextmanager
async def running(application: App, conversation: Conversation, stop: asyncio.Event) -> AsyncIterator[None]:
    """Start the application, waiting for Telegram if need be, and shut it down at the end.

    Raises:
        StartUpError: if Telegram refuses the token.
    """
    publishing: asyncio.Task[None] | None = None
    try:
        if await reach(application.initialize, stop, refused="the first request"):
            log.info("@%s is up", application.bot.username)
            # Nobody who waits for an answer waits for this.
            publishing = asyncio.create_task(profile.publish(application.bot, conversation))
        yield
    finally:
        if publishing:
            publishing.cancel()
            await asyncio.wait({publishing})
        await application.shutdown()
        # An application that never came up leaves its connections open.
        await application.bot.request.shutdown()


async def reach(request: Callable[[], Awaitable[object]], stop: asyncio.Event, *, refused: str) -> bool:
    """Make a request that the start depends on, again and again while Telegram can't be reached.

    Returns whether it was made; it was not if the process is asked to end meanwhile.

    Raises:
        StartUpError: if Telegram refuses the token, or the request (named by `refused`).
    """
    for pause in pauses():
        if stop.is_set():
            break
        try:
            await request()
        except (InvalidToken, Forbidden):
            raise refused_token() from None
        except BadRequest:
            raise StartUpError(f"Telegram refused {refused}: check the settings that it is made of") from None
        except TelegramError as error:
            log.warning("Telegram can't be reached (%s), trying again in %g s", type(error).__name__, pause)
            await stopped_within(stop, pause)
        else:
            return True
    return False


def refused_token() -> StartUpError:
    """Return the error for a token that Telegram does not know."""
    return StartUpError(
        "TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, "
        "API Token), or TELEGRAM_API_URL is not a Bot API server"
    )


def pauses() -> Iterator[float]:
    """Yield seconds to wait between attempts: doubling from 1 to `LONGEST_PAUSE`, for ever."""
    pause = 1.0
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


async def stopped_within(stop: asyncio.Event, seconds: float) -> bool:
    """Wait until `stop` is set, at most so long; say whether it is."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to end; asked again, the process ends at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask, number)
    return stop
