"""`preview`: the real bot in the browser, on a stand-in for Telegram. Needs no token."""

import argparse
import threading
import webbrowser

from bot.commands import Verbs, add_knowledge, ask, ready
from bot.conversation import Context, Conversation, Turn
from bot.settings import Settings

PORT = 8012
"""Where the page is, unless somebody else is there."""


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("preview", help="see the bot in the browser, no token needed")
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"where the page is (default: {PORT}, or a free one)"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")
    add_knowledge(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show it until the process is asked to end."""
    contact = Settings.from_environment().contact
    # Importing python-telegram-bot takes most of a second; only the commands that need it pay for it.
    from bot.operations.startup import run as run_to_its_end  # noqa: PLC0415
    from bot.preview.preview import preview  # noqa: PLC0415

    def load() -> Conversation:
        with ready.telling():
            return ready.conversation(arguments.knowledge, contact, lint=True)

    def tell(url: str) -> None:
        print(f"The bot is at {url} (Ctrl-C ends it; nothing is kept).", flush=True)
        if not arguments.no_open:
            threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()

    showing = preview(load, why, port=arguments.port, ready=tell)
    return run_to_its_end(showing, Settings({"LOG_LEVEL": "WARNING"}))


def why(conversation: Conversation, question: str, turn: Turn, before: Context) -> dict[str, object]:
    """Return a question with its answer and the reasons, as `ask --json --why` prints them."""
    return ask.as_object(question, turn, before, conversation.understander.written)
