"""How the bot presents itself in Telegram: set at start-up, and only what has changed."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.conversation import Conversation

log = logging.getLogger(__name__)


async def publish(bot: Bot, conversation: Conversation) -> None:
    """Set commands and descriptions where they differ; a failure is logged, and the bot goes on without."""
    try:
        await _publish_commands(bot, conversation)
        await _publish_descriptions(bot, conversation)
    except TelegramError as error:
        log.warning("the commands or descriptions could not be set (%s), going on", type(error).__name__)


async def _publish_commands(bot: Bot, conversation: Conversation) -> None:
    commands = tuple(BotCommand(name, description) for name, description in conversation.commands())
    if await bot.get_my_commands() != commands:
        await bot.set_my_commands(commands)
        log.info("set %d commands", len(commands))


async def _publish_descriptions(bot: Bot, conversation: Conversation) -> None:
    profile = conversation.knowledge.messages.profile
    if (await bot.get_my_description()).description != profile.description:
        await bot.set_my_description(profile.description)
        log.info("set the description")
    if (await bot.get_my_short_description()).short_description != profile.short_description:
        await bot.set_my_short_description(profile.short_description)
        log.info("set the short description")
