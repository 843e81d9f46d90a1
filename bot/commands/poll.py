"""`poll`: the bot on Telegram, by long polling."""

import argparse

from bot.commands import Verbs, on_telegram
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("poll", help="run on Telegram by long polling")
    on_telegram.add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer until the process is asked to end."""
    settings = Settings.from_environment()
    settings.check(by_webhook=False)
    return on_telegram.answer(arguments, settings, _source)


def _source() -> on_telegram.Source:
    from bot.incoming.polling import poll  # noqa: PLC0415 - see `on_telegram.answer`

    return poll
