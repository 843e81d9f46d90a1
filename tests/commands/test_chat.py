"""`chat`: the conversation in a terminal."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.chat import answer, show
from bot.conversation import Conversation, Dialogue
from tests.process import ROOT


@pytest.mark.usefixtures("asked")
def test_a_conversation_in_a_pipe(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Questions, numbers that press buttons, commands; the end of input ends it with exit code 0."""
    monkeypatch.setattr("sys.stdin", io.StringIO("wat causes b12 deficency??\n1\n/source\n\n"))
    assert main(["chat"]) == 0
    written, errors = capsys.readouterr()
    assert not errors
    parts = written.split(show(conversation.tap("causes")))
    assert len(parts) == 2
    assert parts[0] == show(conversation.command("/start")) + "\n\n"
    assert "[1] Causes   [2] Diagnosis" in parts[0]
    assert parts[1] == "\n\n" + "\n\n".join(
        [show(conversation.tap("autoimmune")), show(conversation.command("/source")), ""]
    ).removesuffix("\n")


@pytest.mark.parametrize(
    ("line", "is_press"),
    [("1", True), (" 2 ", True), ("9", False), ("00012", False), ("0", False), ("140", False)],
)
def test_a_number_presses_a_button_if_there_is_one(
    conversation: Conversation, line: str, *, is_press: bool
) -> None:
    """Other numbers are questions."""
    dialogue = Dialogue(conversation)
    last = dialogue.tap("causes")
    press = last.reply.choices[int(line) - 1].target if is_press else ""
    expected = dialogue.tap(press, last.context) if is_press else dialogue.say(line, last.context)
    assert answer(dialogue, last, line) == expected


def test_no_line_is_wider_than_the_terminal(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paragraphs are wrapped, buttons move to the next line whole."""
    monkeypatch.setenv("COLUMNS", "40")
    shown = show(conversation.tap("topics"))
    assert max(map(len, shown.splitlines())) < 40
    assert "[11] Seeing a professional" in shown


def test_in_a_terminal_there_is_a_prompt_and_ctrl_d_quits(small: Path) -> None:
    """A person sees a prompt and bold headings."""
    main_end, process_end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--knowledge", small],
        stdin=process_end,
        stdout=process_end,
        stderr=process_end,
        cwd=ROOT,
    )
    os.close(process_end)
    seen = b""
    for text in (b"Shots\n", b"\x04"):
        while seen.count(b"you> ") < (1 if text != b"\x04" else 2):
            seen += os.read(main_end, 4096)
        os.write(main_end, text)
    assert process.wait(timeout=15) == 0
    os.close(main_end)
    assert "\x1b[1mShots \U0001f489\x1b[0m".encode() in seen
