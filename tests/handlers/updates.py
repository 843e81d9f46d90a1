"""Has the application handle one update after another, without a process of its own."""

import re
from itertools import count

from bot.incoming.application import App
from bot.incoming.processor import parse
from bot.preview.telegram.values import JSON
from tools.standin import StandIn

NUMBERS = count(1)
"""Of updates: none comes twice, even if the one before it called nothing."""


async def handle(application: App, telegram: StandIn, **payload: JSON) -> list[str]:
    """Have the application handle an update; return the methods that it calls."""
    before = len(telegram.calls)
    telegram.state.receive(payload)
    update = parse({"update_id": next(NUMBERS), **payload}, application.bot)
    assert update
    await application.process_update(update)
    return [call.method for call in telegram.calls[before:]]


def entities(text: str) -> list[JSON]:
    """The entity that Telegram's apps make of the bot's name in a text, behind a command or not."""
    found = re.search(r"(/\w+)?@standin_bot", text, re.IGNORECASE)
    kind = "bot_command" if found and found[1] else "mention"
    return [{"type": kind, "offset": found.start(), "length": len(found[0])}] if found else []
