"""How the bot presents itself in Telegram: set at start-up, and only what has changed."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.conversation import Conversation
from bot.outgoing.errors import named

log = logging.getLogger(__name__)


async def publish(bot: Bot, conversation: Conversation) -> None:
    """Set commands and descriptions where they differ; a failure is logged, and the bot goes on without."""
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
