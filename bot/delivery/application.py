"""python-telegram-bot's Application, built for this bot, and its life: start, run, stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError
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
    try:
        await _initialize(application, stop)
        if not stop.is_set():
            await profile.publish(application.bot, conversation)
            log.info("@%s is up", application.bot.username)
        yield
    finally:
        await application.shutdown()
        # An application that never came up leaves its connections open.
        await application.bot.request.shutdown()


async def _initialize(application: App, stop: asyncio.Event) -> None:
    for pause in pauses():
        try:
            await application.initialize()
        except InvalidToken:
            raise refused_token() from None
        except NetworkError as error:
            log.warning("Telegram can't be reached (%s), trying again in %g s", type(error).__name__, pause)
            if await stopped_within(stop, pause):
                return
        except TelegramError as error:
            raise StartUpError(f"Telegram refused the first request ({type(error).__name__})") from None
        else:
            return


def refused_token() -> StartUpError:
    """Return the error for a token that Telegram does not know."""
    return StartUpError(
        "TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, API Token)"
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
    """Return an event that is set when the process is asked to end."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
