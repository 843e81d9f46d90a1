"""`chat`: the conversation in a terminal."""

import contextlib
import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.chat import answer, show
from bot.conversation import Conversation, Dialogue
from tests.process import PATIENCE, ROOT


@pytest.mark.usefixtures("asked")
def test_a_conversation_in_a_pipe(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Questions, numbers that press buttons, commands; each is shown. The end of input ends it."""
    monkeypatch.setattr("sys.stdin", io.StringIO("wat causes b12 deficency??\n1\n/source\n\n"))
    assert main(["chat"]) == 0
    written, errors = capsys.readouterr()
    assert not errors
    parts = written.split(show(conversation.tap("causes")))
    assert len(parts) == 2
    assert parts[0] == show(conversation.command("/start")) + "\nyou> wat causes b12 deficency??\n\n"
    assert "[1] Causes   [2] Diagnosis" in parts[0]
    autoimmune, source = show(conversation.tap("autoimmune")), show(conversation.command("/source"))
    assert parts[1] == f"\nyou> 1\n\n{autoimmune}\nyou> /source\n\n{source}\n"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("word", ["quit", "exit", " Quit "])
def test_a_word_leaves(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    """As in other programs; what comes after it is not answered."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{word}\nwhat causes it\n"))
    assert main(["chat"]) == 0
    assert capsys.readouterr().out == f"{show(conversation.command('/start'))}\nyou> {word.strip()}\n"


@pytest.mark.parametrize(
    ("line", "is_press"),
    [("1", True), (" 2 ", True), ("9", False), ("00012", False), ("0", False), ("140", False)],
)
def test_a_number_presses_a_button_if_there_is_one(
    conversation: Conversation, line: str, *, is_press: bool
) -> None:
    """Other numbers are questions."""
    dialogue = Dialogue(conversation, time.monotonic)
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
    assert "[12] Seeing a professional" in shown


class Terminal:
    """`chat` in a terminal of a kind."""

    def __init__(self, knowledge: Path, kind: str) -> None:
        self._main_end, process_end = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--knowledge", knowledge],
            stdin=process_end, stdout=process_end, stderr=process_end, cwd=ROOT,
            env={"TERM": kind, "B12BOT_DATA": os.environ["B12BOT_DATA"]},  # noqa: TID251 - a test's
        )  # fmt: skip
        os.close(process_end)
        self.shown = b""

    def until_prompts(self, count: int) -> None:
        """Read until the prompt was shown so often."""
        while self.shown.count(b"you> ") < count:
            assert self._read(), self.shown.decode()

    def type(self, keys: bytes) -> None:
        """Type."""
        os.write(self._main_end, keys)

    def ended(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and all that was shown."""
        code = self.process.wait(timeout=PATIENCE)
        while self._read():
            pass
        os.close(self._main_end)
        return code, self.shown.decode()

    def _read(self) -> bytes:
        """Read what is shown next; nothing once it has ended, or says nothing for too long."""
        try:
            ready, _, _ = select.select([self._main_end], [], [], PATIENCE)
            more = os.read(self._main_end, 4096) if ready else b""
        except OSError:  # how Linux tells the end
            return b""
        self.shown += more
        return more


def test_in_a_terminal_there_is_a_prompt_and_ctrl_d_quits(small: Path) -> None:
    """A person sees how to leave, a prompt and bold headings; what is pasted is one message."""
    terminal = Terminal(small, "xterm")
    pasted = b"\x1b[200~what causes\nb12 deficiency\x1b[201~\n"
    for prompts, keys in enumerate((b"Shots\n", pasted, b"\x04"), 1):
        terminal.until_prompts(prompts)
        terminal.type(keys)
    code, shown = terminal.ended()
    assert code == 0
    assert "To leave, type quit or press Ctrl-D." in shown
    assert "\x1b[1mShots \U0001f489\x1b[0m" in shown
    assert shown.count("This bot shares") == len(("welcome", "Shots", "what was pasted"))


def test_ctrl_c_leaves_the_prompt_on_a_line_of_its_own(small: Path) -> None:
    """With the exit code of an interrupted program; and a terminal that knows no codes is sent none."""
    terminal = Terminal(small, "dumb")
    terminal.until_prompts(1)
    terminal.type(b"Shots\n")
    terminal.until_prompts(2)
    # Python heeds a signal between two of its steps of waiting for a key only at the next one.
    for _ in range(5):
        terminal.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            terminal.process.wait(3)
            break
    code, shown = terminal.ended()
    assert code == 128 + signal.SIGINT
    assert shown.endswith("you> \r\n")
    assert "Shots \U0001f489" in shown
    assert "\x1b" not in shown
