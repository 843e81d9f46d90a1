"""`poll` and `webhook`: the bot on Telegram, to the end, by knowledge that may be edited meanwhile."""

import argparse
from functools import partial

from bot.commands import Verbs, add_knowledge, ready
from bot.knowledge import default_folder
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add both verbs."""
    poll = verbs.add_parser("poll", help="run on Telegram by long polling")
    webhook = verbs.add_parser("webhook", help="run on Telegram by webhook on PORT")
    for parser in (poll, webhook):
        add_knowledge(parser)
        parser.add_argument(
            "--watch", action="store_true", help="read the knowledge anew whenever a file of it changes"
        )
        parser.set_defaults(run=run, by_webhook=parser is webhook)


def run(arguments: argparse.Namespace) -> int:
    """Answer until the process is asked to end."""
    settings = Settings.from_environment()
    settings.check(by_webhook=arguments.by_webhook)
    load = partial(ready.conversation, arguments.knowledge, settings.contact)
    conversation = load()
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.handlers.live import Live  # noqa: PLC0415
    from bot.operations.reload import reloading  # noqa: PLC0415
    from bot.operations.startup import run as run_to_its_end  # noqa: PLC0415

    if arguments.by_webhook:
        from bot.incoming.webhook import serve as answer  # noqa: PLC0415
    else:
        from bot.incoming.polling import poll as answer  # noqa: PLC0415

    live = Live(conversation)
    watched = (arguments.knowledge or default_folder()).resolve() if arguments.watch else None
    source = reloading(answer(settings, live), partial(load, lint=True), live, watched)
    return run_to_its_end(source, settings)
