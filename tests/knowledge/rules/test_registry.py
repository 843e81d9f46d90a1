"""The registry: every rule is tried."""

import inspect

from bot.knowledge.rules import RULES
from tests.knowledge.rules import test_limits, test_references, test_texts


def test_every_rule_is_broken_somewhere() -> None:
    """No rule is registered without a knowledge base in this folder that breaks it."""
    tried = "".join(map(inspect.getsource, (test_limits, test_references, test_texts)))
    assert {name for name in RULES if f"({name})" not in tried} == set()
