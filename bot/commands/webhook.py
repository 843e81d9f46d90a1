"""`webhook`: the bot on Telegram, by webhook on PORT."""

import argparse

from bot.commands import Verbs, on_telegram
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("webhook", help="run on Telegram by webhook on PORT")
    on_telegram.add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer until the process is asked to end."""
    settings = Settings.from_environment()
    settings.check(by_webhook=True)
    return on_telegram.answer(arguments, settings, _source)


def _source() -> on_telegram.Source:
    from bot.incoming.webhook import serve  # noqa: PLC0415 - see `on_telegram.answer`

    return serve
