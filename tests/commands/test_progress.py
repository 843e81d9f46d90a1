"""A long run says where it stands, to a person only."""

import io

import pytest

from bot.commands import show


class Terminal(io.StringIO):
    """Text that a terminal was sent."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_each_text_takes_the_place_of_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """And an empty one leaves the line blank."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    show("asking: 9,999 of 10,000")
    show("done")
    show("")
    long, short, none = terminal.getvalue().split("\r")[1::2]
    assert long.rstrip() == "asking: 9,999 of 10,000"
    assert short.rstrip() == "done"
    assert not none.strip()
    assert len(long) == len(short) == len(none)


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of a log is a progress bar."""
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    show("asking")
    assert not pipe.getvalue()
