"""`chat`: the conversation in a terminal, with buttons as numbers. Needs no token."""

import argparse
import contextlib
import shutil
import sys
import textwrap
import time
from collections.abc import Iterator

from bot.commands import Verbs, add_knowledge, ready
from bot.conversation import Dialogue, Paragraph, Reply, Style, Turn
from bot.settings import Settings

PROMPT = "you> "
LEAVE = ("quit", "exit")
WIDTH = 88
"""Columns of a line, at most: longer ones are hard to read."""
NARROWEST = 20
LONGEST_NUMBER = 3
"""Digits of a button's number, at most."""


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("chat", help="talk to the bot here, no token needed")
    add_knowledge(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Talk until somebody leaves: by a word, or by the end of input (Ctrl-D)."""
    with ready.telling():
        dialogue = Dialogue(ready.conversation(arguments.knowledge), time.monotonic)
    is_terminal = bool(sys.stdin) and sys.stdin.isatty() and sys.stdout.isatty()
    is_plain = not is_terminal or Settings.from_environment().is_dumb
    turn = dialogue.say("/start")
    print(show(turn.reply, bold=not is_plain), flush=True)
    if is_terminal:
        print(f"To leave, type {LEAVE[0]} or press Ctrl-D.\n", flush=True)
    for line in _typed(is_plain=is_plain) if is_terminal else _piped():
        if line.strip().casefold() in LEAVE:
            break
        if line.strip():
            turn = answer(dialogue, turn, line)
            print("\n" + show(turn.reply, bold=not is_plain), flush=True)
    return 0


def answer(dialogue: Dialogue, last: Turn, line: str) -> Turn:
    """Return the turn after a line: a number presses a button of the last reply, a slash starts a command."""
    line = line.strip()
    number = int(line) if line.isascii() and line.isdigit() and len(line) <= LONGEST_NUMBER else 0
    if 1 <= number <= len(last.reply.shown):
        return dialogue.tap(last.reply.shown[number - 1].target, last.context)
    return dialogue.say(line, last.context)


def show(reply: Reply, *, bold: bool = False) -> str:
    """Return a reply wrapped for a terminal, with its numbered buttons."""
    width = max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns - 1))

    def write(paragraph: Paragraph) -> str:
        text = textwrap.fill(paragraph.text, width)
        return f"\033[1m{text}\033[0m" if bold and paragraph.style is Style.HEADING else text

    buttons = "   ".join(
        f"[{number}] {button.label}".replace(" ", "\xa0") for number, button in enumerate(reply.shown, 1)
    )
    # Buttons are not broken in the middle: their spaces become plain again after wrapping.
    menu = textwrap.fill(buttons, width, break_long_words=False).replace("\xa0", " ")
    return f"{reply.render(write)}\n\n{menu}\n" if menu else f"{reply.render(write)}\n"


def _typed(*, is_plain: bool) -> Iterator[str]:
    """Yield what is typed at a terminal; what is pasted is one message, however many lines it has."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: PLC0415 - gives `input` a history; only terminals have it

        if not is_plain:
            readline.parse_and_bind("set enable-bracketed-paste on")
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            print()
            return


def _piped() -> Iterator[str]:
    """Yield the lines of a pipe or a file, and show each: who reads the replies sees what was asked."""
    for line in sys.stdin or ():
        if line.strip():
            print(PROMPT + line.strip(), flush=True)
        yield line
