"""python-telegram-bot's Application, built for this bot, and the services that go with it."""

import asyncio
import contextlib
import hashlib
import logging
import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot
from telegram.warnings import PTBUserWarning

from bot.handlers import register
from bot.handlers.live import Live
from bot.operations.health import Health
from bot.operations.metrics import Metrics
from bot.operations.timing import Timing
from bot.outgoing.errors import may_pass, named
from bot.outgoing.guard import OutgoingGuard
from bot.outgoing.retry import reach
from bot.outgoing.transport import AiohttpRequest
from bot.settings import Settings
from bot.storage import Seal, Store
from bot.storage.recent import forget_what_is_old

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

# What has a method of its own we call by `do_api_request` on purpose. Bot.get_updates parses a batch at once:
# one bad update and none is handled, over and over. Bot.send_message makes objects of what it sends and of
# the answer, and nobody looks at either: 130 of the 1,000 microseconds of CPU that a question takes.
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)


class LastingApplication(App):
    """An application that does not take an update for handled whose reply Telegram could not take now."""

    async def process_error(self, update: object, error: Exception, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401 - as the base class has them
        """Let the error handlers see an error, or raise it anew if waiting may mend it."""
        if isinstance(error, TelegramError) and may_pass(error):
            raise error
        return await super().process_error(update, error, *args, **kwargs)

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Remember nobody; a private method: the base class keeps all ids, 10 MB for 100,000 people."""


@dataclass(frozen=True, slots=True)
class Services:
    """The application, and what remembers, counts and times; shared by all that have to do with updates."""

    settings: Settings
    application: App
    live: Live
    store: Store
    seal: Seal
    metrics: Metrics
    health: Health
    timing: Timing


def services_of(settings: Settings, live: Live, timing: Timing) -> Services:
    """Return the services, not started; StartUpError if nothing can be kept with these settings."""
    token = settings.token.reveal()
    # Bots may share a folder, and each has numbers of its own, as has each Bot API server.
    server = hashlib.blake2b(settings.api_url.encode(), digest_size=4).hexdigest()
    name = f"b12bot-{token.partition(':')[0]}-{server}"
    seal, metrics = Seal(token), Metrics()
    store = Store.of(settings.database_url.reveal(), settings.data, name, seal)
    request = AiohttpRequest(timing, settings.proxy)
    bot: ExtBot[int] = ExtBot(
        token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=OutgoingGuard(lambda: live.disclaimers, metrics, settings.sends_per_second, timing),
    )
    # Updates come through our own sources, and there is nothing to schedule.
    builder = Application.builder().application_class(LastingApplication).bot(bot).updater(None)
    application = builder.job_queue(None).build()
    register(application, live, metrics, store, settings.questions_per_minute)
    return Services(settings, application, live, store, seal, metrics, Health(metrics, timing), timing)


@contextlib.asynccontextmanager
async def running(services: Services, stop: asyncio.Event) -> AsyncIterator[None]:
    """Start the application, waiting for Telegram if need be, and shut it down at the end."""
    application, settings = services.application, services.settings
    beside = [asyncio.create_task(_keep_house(services))]
    try:
        async with _shown(services.health, settings.metrics_port, settings.metrics_host):
            await services.store.open()
            if await reach(application.initialize, stop, services.timing, refused="the first request"):
                log.info("@%s is up", application.bot.username)
                # Nobody who waits for an answer waits for this.
                beside.append(asyncio.create_task(_publish_profile(services)))
            yield
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await application.shutdown()
        # One that Telegram never answered was not started, and leaves its connections open.
        await application.bot.request.shutdown()
        await services.store.feedback.count(services.metrics.take_counts())
        await services.store.close()


def _shown(health: Health, port: int | None, host: str) -> contextlib.AbstractAsyncContextManager[None]:
    """Show health and metrics on a port of their own, if there is one."""
    if not port:
        return contextlib.nullcontext()
    from bot.operations import http_server as web  # noqa: PLC0415 - takes memory, and few need it

    return web.serving(web.pages_of(health), port, variable="METRICS_PORT", host=host)


async def _keep_house(services: Services) -> None:
    """Again and again, forget what was kept for long enough, and keep how many replies there were."""
    while True:
        await asyncio.sleep(services.timing.housekeeping)
        forget_what_is_old()
        await services.store.feedback.count(services.metrics.take_counts())


async def _publish_profile(services: Services) -> None:
    """Set commands and descriptions where they differ; a failure is logged, and the bot goes on without."""
    bot, conversation = services.application.bot, services.live.conversation
    commands = tuple(BotCommand(name, description) for name, description in conversation.commands())
    profile = conversation.knowledge.messages.profile
    try:
        if await bot.get_my_commands() != commands:
            await bot.set_my_commands(commands)
        if (await bot.get_my_description()).description != profile.description:
            await bot.set_my_description(profile.description)
        if (await bot.get_my_short_description()).short_description != profile.short_description:
            await bot.set_my_short_description(profile.short_description)
    except TelegramError as error:
        log.warning("the commands or descriptions could not be set (%s), going on", named(error))
