"""The rule that a heading has one picture at most, no letters in its place, and a button words only."""

import unicodedata
from collections.abc import Iterator

from bot.knowledge.model import Knowledge
from bot.knowledge.rules.registry import Finding, rule

AS_A_PICTURE = "\ufe0f"
"""Follows a sign that is to be shown in colours."""


@rule("emoji")
def _emoji(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if intent.label and any(unicodedata.category(character) == "So" for character in intent.label):
            yield intent.label, f"the label “{intent.label}” has a picture, write it under “emoji” instead"
        emoji = (intent.emoji or "").removesuffix(AS_A_PICTURE)
        if emoji and (len(emoji) > 1 or unicodedata.category(emoji) != "So"):
            yield (
                intent.emoji or intent.id,
                f"“{intent.emoji}” is not one emoji, choose one or remove the key",
            )
