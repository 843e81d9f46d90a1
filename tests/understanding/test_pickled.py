"""What has learnt can be handed to another process, which then needs neither numpy nor YAML."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.understanding import Understander
from tests.test_golden import GOLDEN

MOST_BYTES = 12_000_000
"""Of a pickled conversation: what the bot keeps in memory is about a third more."""
LEARNING_ONLY = {"numpy", "yaml", "bot.understanding.learning", "bot.knowledge.loading"}

CODE = """
import pickle, sys
import bot.__main__, bot.delivery.polling, bot.delivery.webhook
with open(sys.argv[1], "rb") as file:
    conversation = pickle.load(file)
print(conversation.reply_to("what causes b12 deficiency?").intents)
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def pickled(conversation: Conversation) -> bytes:
    """A conversation as it is handed over."""
    return pickle.dumps(conversation)


def test_it_understands_the_same(knowledge: Knowledge) -> None:
    """To the last digit of each score."""
    understander = Understander(knowledge)
    handed_over: Understander = pickle.loads(pickle.dumps(understander))  # noqa: S301 - our own bytes
    for golden in GOLDEN[::7]:
        assert handed_over.understand(golden.question) == understander.understand(golden.question)
        assert handed_over.in_context(golden.question) == understander.in_context(golden.question)


def test_a_process_that_gets_it_imports_nothing_that_only_learning_needs(
    pickled: bytes, tmp_path: Path
) -> None:
    """Neither the libraries, which are large, nor our modules that use them: nor does the bot around it."""
    file = tmp_path / "conversation"
    file.write_bytes(pickled)
    run = subprocess.run([sys.executable, "-c", CODE, str(file)], capture_output=True, check=True, text=True)
    intents, modules = run.stdout.splitlines()
    assert intents == "('causes',)"
    assert LEARNING_ONLY.isdisjoint(modules.split())


def test_it_is_small(pickled: bytes) -> None:
    """The examples stay behind; what they taught is packed."""
    assert len(pickled) < MOST_BYTES
