"""`poll`: the bot on Telegram, by long polling."""

import argparse
from functools import partial

from bot.commands import Verbs, add_knowledge, add_watch, ready
from bot.knowledge import default_folder
from bot.settings import Settings


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("poll", help="run on Telegram by long polling")
    add_knowledge(parser)
    add_watch(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer until the process is asked to end."""
    settings = Settings.from_environment()
    settings.check_telegram()
    load = partial(ready.conversation, arguments.knowledge, settings.contact)
    conversation = load()
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.handlers.live import Live  # noqa: PLC0415
    from bot.incoming import polling  # noqa: PLC0415
    from bot.operations.reload import Reloader, reloading  # noqa: PLC0415
    from bot.operations.startup import run as run_to_its_end  # noqa: PLC0415

    live = Live(conversation)
    watched = (arguments.knowledge or default_folder()).resolve() if arguments.watch else None
    source = reloading(polling.poll(settings, live), Reloader(load, live), watched)
    return run_to_its_end(source, settings)
