"""What `poll` and `webhook` share: they answer on Telegram to the end, by knowledge that may be edited."""

import argparse
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.commands import add_knowledge, ready
from bot.knowledge import default_folder
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.handlers.live import Live

Source: TypeAlias = "Callable[[Settings, Live], Coroutine[Any, Any, None]]"
"""Where updates come from: it answers them until the process is asked to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a verb read another knowledge base, and use edited knowledge as soon as it is saved."""
    add_knowledge(parser)
    parser.add_argument(
        "--watch", action="store_true", help="read the knowledge anew whenever a file of it changes"
    )


def answer(arguments: argparse.Namespace, settings: Settings, source: Callable[[], Source]) -> int:
    """Answer what comes from a source until the process is asked to end; `source` imports it."""
    load = partial(ready.conversation, arguments.knowledge, settings.contact)
    conversation = load()
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.handlers.live import Live  # noqa: PLC0415
    from bot.operations.reload import Reloader, reloading  # noqa: PLC0415
    from bot.operations.startup import run as run_to_its_end  # noqa: PLC0415

    live = Live(conversation)
    watched = (arguments.knowledge or default_folder()).resolve() if arguments.watch else None
    return run_to_its_end(
        reloading(source()(settings, live), Reloader(partial(load, lint=True), live), watched), settings
    )
