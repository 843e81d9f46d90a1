"""What a knowledge base must fulfil beyond the shape of its files."""

from bot.knowledge.rules import (
    dialogue,
    disclaimer,
    emoji,
    figures,
    limits,
    persona,
    reading,
    references,
    texts,
)
from bot.knowledge.rules.registry import RULES, Finding, apply, check

__all__ = [
    "RULES",
    "Finding",
    "apply",
    "check",
    "dialogue",
    "disclaimer",
    "emoji",
    "figures",
    "limits",
    "persona",
    "reading",
    "references",
    "texts",
]
