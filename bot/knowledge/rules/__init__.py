"""What a knowledge base must fulfil beyond the shape of its files."""

from bot.knowledge.rules import (
    disclaimer,
    emoji,
    figures,
    languages,
    limits,
    persona,
    reading,
    references,
    replies,
    texts,
)
from bot.knowledge.rules.registry import RULES, Finding, apply, check

__all__ = [
    "RULES",
    "Finding",
    "apply",
    "check",
    "disclaimer",
    "emoji",
    "figures",
    "languages",
    "limits",
    "persona",
    "reading",
    "references",
    "replies",
    "texts",
]
