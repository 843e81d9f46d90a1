"""`webhook`: the bot on Telegram, by webhook on PORT."""

import argparse
import asyncio

from bot.commands import Verbs
from bot.conversation import Conversation
from bot.knowledge import load
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    verbs.add_parser("webhook", help="run on Telegram by webhook on PORT").set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every verb has it
    """Answer until the process is asked to end."""
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.delivery import logs, webhook  # noqa: PLC0415

    settings = Settings.from_environment()
    logs.configure(settings.log_level)
    _ = settings.token, settings.webhook_url, settings.webhook_secret, settings.port
    asyncio.run(webhook.serve(settings, Conversation(load())))
    return 0
