"""The registry: every rule is tried."""

from pathlib import Path

from bot.knowledge.rules import limits, references, texts, wording
from tests.knowledge import rules

NAMES = (*references.RULES, *texts.RULES, *limits.RULES, *wording.RULES, *wording.ADVICE)


def test_every_rule_is_broken_somewhere() -> None:
    """No rule is registered without a knowledge base in this folder that breaks it."""
    folder = Path(rules.__file__).parent
    tried = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_*.py"))
    assert {name for name in NAMES if f"({name})" not in tried} == set()
