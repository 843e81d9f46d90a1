"""`webhook`: the bot on Telegram, by webhook on PORT."""

import argparse
from functools import partial

from bot.commands import Verbs
from bot.commands.serving import learn
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    verbs.add_parser("webhook", help="run on Telegram by webhook on PORT").set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every verb has it
    """Answer until the process is asked to end."""
    settings = Settings.from_environment()
    settings.check_webhook()
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.delivery import webhook  # noqa: PLC0415
    from bot.delivery.run import run as run_to_its_end  # noqa: PLC0415

    return run_to_its_end(webhook.serve(settings, partial(learn, settings.contact)), settings)
