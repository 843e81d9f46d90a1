"""Commands in a text, as Telegram finds them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Command
from bot.conversation.command import asked

QUESTION = "what causes it"


@pytest.mark.parametrize(
    "between", [" ", "\n", "\r\n", "\t", "\xa0", "\u2003", ":", ", ", ".", "! ", " - ", "\u2014"]
)
@pytest.mark.parametrize("bot", ["", "@B12_bot"])
def test_a_command_ends_where_telegram_says_so(between: str, bot: str) -> None:
    """Whatever white space or punctuation comes next; none of it belongs to the rest."""
    assert Command.of(f"/Ask{bot}{between}{QUESTION}") == Command("ask", bot[1:].lower(), QUESTION)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/help", Command("help", "", "")),
        ("/help.", Command("help", "", "")),
        ("/help!", Command("help", "", "")),
        ("/ask ?", Command("ask", "", "")),
        ("/ask@x hi", Command("ask", "", "@x hi")),
        ("/ask\u2019s", Command("ask", "", "\u2019s")),
        ("/start shots ", Command("start", "", "shots")),
        ("/", None), ("/ ask", None), ("//ask", None), ("/ask/all", None), ("/ask<b>", None),
        ("/ask\u00e9", None), ("/\u0430sk", None), ("ask", None), ("see /ask", None), ("/" + "a" * 65, None),
    ],
)  # fmt: skip
def test_what_is_a_command(text: str, command: Command | None) -> None:
    """A slash, Latin letters, digits and underscores, then the end of a word: nothing else."""
    assert Command.of(text) == command


@given(st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=64), st.text())
def test_the_rest_is_part_of_the_text(name: str, rest: str) -> None:
    """A name is found whole, and what comes behind it is kept in its order."""
    command = Command.of(f"/{name} {rest}")
    assert command
    assert command.name == name.casefold()
    assert rest.rstrip().endswith(command.rest)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("/ask what causes it", QUESTION),
        ("/ASK@bot\nwhat causes it", QUESTION),
        ("/ask /help", "/help"),
        ("/ask", "/help"),
        ("/ask ?", "/help"),
        ("/asks", "/asks"),
        ("/help@crisis_bot.", "/help"),
        ("/start@bot shots", "/start shots"),
        (QUESTION, QUESTION),
    ],
)
def test_what_a_message_asks(text: str, question: str) -> None:
    """The question behind `/ask`, how to ask for `/ask` alone, any other command without the bot's name."""
    assert asked(text) == question
