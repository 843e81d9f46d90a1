"""The same examples teach the same, in every process."""

import os
import subprocess
import sys

import pytest

from tests.process import ROOT

PROGRAM = """
from bot.learning import matcher
examples = {
    "balance": ["what is my balance", "how much money do i have", "show my account balance"],
    "transfer": ["send money to a friend", "transfer money", "make a payment to someone"],
    "card": ["freeze my card", "i lost my card", "block the card that was stolen"],
}
found = matcher(examples)
for text in ("whats my acount balance", "send the card", "money", "blokc my crad", "?"):
    print(text, *found.match(text))
"""


def test_no_order_of_a_set_decides(capsys: pytest.CaptureFixture[str]) -> None:
    """Scores to the last digit, whatever strings hash to: in this process at random."""
    exec(PROGRAM, {})  # noqa: S102 - our own
    assert _run("4242") == capsys.readouterr().out


def _run(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}  # noqa: TID251 - a test's
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, text=True, capture_output=True, check=True
    )
    assert ended.stdout.count("intent=") >= 4
    return ended.stdout
