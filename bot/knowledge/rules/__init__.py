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
from bot.knowledge.rules.registry import ADVICE, RULES, Finding, advise, apply, check

__all__ = [
    "ADVICE",
    "RULES",
    "Finding",
    "advise",
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
