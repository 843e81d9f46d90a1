"""Rules about size: what Telegram takes, and what a phone shows."""

import re
from collections.abc import Iterator
from dataclasses import fields

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules.registry import Finding, rule

REPLY_LENGTH = 3_500
"""Characters of a reply's texts; Telegram takes 4,096, and headings and sources come on top."""
DESCRIPTION, SHORT_DESCRIPTION, COMMAND_DESCRIPTION = 512, 120, 256
"""Characters that Telegram takes of the bot's profile and of what a command does."""

_COMMAND = re.compile(r"[a-z][a-z0-9_]{0,31}")


@rule("telegram-limit")
def _telegram_limits(knowledge: Knowledge) -> Iterator[Finding]:
    profile, commands = knowledge.messages.profile, knowledge.messages.commands
    yield from _longer_than(DESCRIPTION, profile.description)
    yield from _longer_than(SHORT_DESCRIPTION, profile.short_description)
    for intent in knowledge.main_topics:
        if not _COMMAND.fullmatch(intent.id):
            yield (
                intent.id,
                "a command is 1 to 32 of a-z, 0-9 and _, starting with a letter; rename the intent",
            )
        if intent.id in commands:
            yield intent.id, f"/{intent.id} is a page of the bot, rename the intent"
    for text in (*commands.values(), *(i.command for i in knowledge.main_topics if i.command)):
        yield from _longer_than(COMMAND_DESCRIPTION, text)
    for text, length in _reply_lengths(knowledge):
        if length > REPLY_LENGTH:
            yield text, f"this reply has {length} characters, shorten it to {REPLY_LENGTH}"


def _longer_than(limit: int, text: Text) -> Iterator[Finding]:
    if len(text) > limit:
        yield text, f"this text has {len(text)} characters, Telegram takes {limit}"


def _reply_lengths(knowledge: Knowledge) -> Iterator[tuple[Text, int]]:
    statements = knowledge.article.statements
    for intent in knowledge.intents.values():
        used = [statements[key] for key in intent.answer if key in statements]
        yield (
            intent.id,
            sum(_length(statement.text) + _length(statement.caveat or "") + 2 for statement in used),
        )
    pages = [getattr(knowledge.messages, field.name) for field in fields(knowledge.messages)]
    replies = [*(page for page in pages if isinstance(page, tuple)), *knowledge.messages.smalltalk.values()]
    for reply in (*replies, *(flag.reply for flag in knowledge.red_flags.flags)):
        if reply:
            yield reply[0], sum(_length(paragraph) + 2 for paragraph in reply)


def _length(text: str) -> int:
    """Telegram counts some limits in code points and some in UTF-16 units; the latter are never fewer."""
    return len(text.encode("utf-16-le")) // 2
