"""Commands, `/help`, found in a text as Telegram finds them: the same for every door."""

import re
from dataclasses import dataclass
from typing import Self

ASK = "ask"
"""The command whose rest is a question: how a group asks, where the bot sees little else."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w/<>])")
"""Telegram's `bot_command` entity, after the rule of its clients (tdlib, `find_bot_commands`)."""
_SEPARATORS = re.compile(r"^[\s:;,.!?\u2013\u2014-]+")
"""What stands between a command and its rest: any white space, or how a sentence goes on after a name."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command at the beginning of a message."""

    name: str
    """In lower case, without the slash."""
    bot: str
    """The bot that it names, in lower case; empty for none."""
    rest: str
    """What follows it."""

    @classmethod
    def of(cls, text: str) -> Self | None:
        """Return the command that a text begins with, or None."""
        found = _COMMAND.match(text)
        if not found:
            return None
        rest = _SEPARATORS.sub("", text[found.end() :], count=1).rstrip()
        return cls(found[1].casefold(), (found[2] or "").casefold(), rest)


def command_of(text: str) -> str:
    """Return the name of the command that a text begins with, in lower case; empty for none."""
    command = Command.of(text)
    return command.name if command else ""


def asked(text: str) -> str:
    """Return what a message asks: the rest of `/ask …`; after `/ask` alone, how to ask.

    Of any other command the name of the bot is taken out: it is no word of the person's.
    """
    command = Command.of(text)
    if command is None:
        return text
    if command.name == ASK:
        return command.rest or "/help"
    return f"/{command.name} {command.rest}".rstrip()
