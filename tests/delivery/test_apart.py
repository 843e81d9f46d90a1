"""What is made in a process of its own."""

import asyncio
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from bot.delivery.apart import made_apart
from bot.errors import SettingsError, StartUpError
from bot.knowledge import KnowledgeError, load


async def test_the_outcome_comes_back() -> None:
    """Made elsewhere, and equal to what would have been made here."""
    assert await made_apart(partial(pow, 2, 5)) == 32
    assert await made_apart(os.getpid) != os.getpid()


async def test_an_error_for_a_person_comes_back_as_it_is(tmp_path: Path) -> None:
    """A knowledge base that can't be read: every problem, with its place."""
    with pytest.raises(KnowledgeError) as there:
        await made_apart(partial(load, tmp_path))
    with pytest.raises(KnowledgeError) as here:
        load(tmp_path)
    assert there.value.problems == here.value.problems
    assert str(there.value) == str(here.value)


def refuse() -> None:
    """Raise an error for a person."""
    raise SettingsError("PORT must be a number")


def stumble() -> None:
    """Make a mistake that quotes what it should not."""
    raise ValueError("secret words")


def die() -> None:
    """End as the kernel ends a process when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("make", "kind", "text"),
    [
        (refuse, SettingsError, "PORT must be a number"),
        (die, StartUpError, "was ended .Killed.: is there memory"),
        (partial(os._exit, 7), StartUpError, "knowledge base failed"),
        (stumble, StartUpError, "knowledge base failed"),
    ],
)
async def test_what_ends_badly_says_so(
    make: "partial[None]", kind: type[Exception], text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line for a person, whatever happened."""
    with pytest.raises(kind, match=text):
        await made_apart(make)
    printed = capfd.readouterr().err
    assert "Traceback" not in printed
    assert "secret words" not in printed


def begin(mark: Path) -> None:
    """Say by a file that it has begun, and take long."""
    mark.write_text(str(os.getpid()), encoding="ascii")
    time.sleep(60)


async def test_nothing_is_left_when_it_is_given_up(tmp_path: Path) -> None:
    """The process ends with whoever waits for it."""
    mark = tmp_path / "begun"
    making = asyncio.create_task(made_apart(partial(begin, mark)))
    while not (mark.exists() and mark.read_text(encoding="ascii")):
        await asyncio.sleep(0.02)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text(encoding="ascii")), 0)
