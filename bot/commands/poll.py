"""`poll`: the bot on Telegram, by long polling."""

import argparse
import asyncio

from bot.commands import Verbs
from bot.conversation import Conversation
from bot.knowledge import load
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    verbs.add_parser("poll", help="run on Telegram by long polling").set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every verb has it
    """Answer until the process is asked to end."""
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.delivery import logs, polling  # noqa: PLC0415

    settings = Settings.from_environment()
    logs.configure(settings.log_level)
    _ = settings.token, settings.api_url
    asyncio.run(polling.poll(settings, Conversation(load())))
    return 0
