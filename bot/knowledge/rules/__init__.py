"""What a knowledge base must fulfil beyond the shape of its files."""

from bot.knowledge.rules import limits, references, texts
from bot.knowledge.rules.registry import RULES, check

__all__ = ["RULES", "check", "limits", "references", "texts"]
