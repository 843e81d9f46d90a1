"""Rules about size: what Telegram takes, and what a phone shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules.registry import Finding, rule

REPLY_LENGTH = 3_500
"""Characters of a reply's texts; Telegram takes 4,096, and headings and sources come on top."""
DISCLAIMER = 250
"""Characters that end every reply."""
POPUP = 200
"""Characters of the small window that answers a tap."""
DESCRIPTION, SHORT_DESCRIPTION, COMMAND_DESCRIPTION = 512, 120, 256
"""Characters that Telegram takes of the bot's profile and of what a command does."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")


@rule("telegram-limit")
def _telegram_limits(knowledge: Knowledge) -> Iterator[Finding]:
    profile, commands = knowledge.messages.profile, knowledge.messages.commands
    yield from _longer_than(DESCRIPTION, profile.description)
    yield from _longer_than(SHORT_DESCRIPTION, profile.short_description)
    for intent in knowledge.intents.values():
        if intent.label and not _ID.fullmatch(intent.id):
            what = "an id is 1 to 32 of a-z, 0-9 and _, starting with a letter, as Telegram's commands are"
            yield intent.id, f"{what}; rename the intent"
        if intent.label and intent.id in commands:
            yield intent.id, f"“{intent.id}” is a page of the bot, rename the intent"
    for text in (*commands.values(), *(i.command for i in knowledge.main_topics if i.command)):
        yield from _longer_than(COMMAND_DESCRIPTION, text)
    disclaimer = knowledge.messages.disclaimer
    if len(disclaimer) > DISCLAIMER:
        yield disclaimer, f"the disclaimer has {len(disclaimer)} characters, shorten it to {DISCLAIMER}"
    for text in knowledge.messages.not_counted:
        length = len(text) + len(disclaimer) + 2
        if length > POPUP:
            yield text, f"with the disclaimer this has {length} characters, Telegram shows {POPUP}"
    for text, length in _reply_lengths(knowledge):
        if length > REPLY_LENGTH:
            yield text, f"this reply has {length} characters, shorten it to {REPLY_LENGTH}"


def _longer_than(limit: int, text: Text) -> Iterator[Finding]:
    if len(text) > limit:
        yield text, f"this text has {len(text)} characters, Telegram takes {limit}"


def _reply_lengths(knowledge: Knowledge) -> Iterator[tuple[Text, int]]:
    """Yield the texts of every reply but for the disclaimer: where it stands, and its length."""
    messages, statements = knowledge.messages, knowledge.article.statements

    def length(texts: Iterable[Text], ids: Iterable[Text] = ()) -> int:
        used = [statements[key] for key in ids if key in statements]
        parts = chain(texts, *(statement.texts for statement in used))
        return sum(_length(part) + 2 for part in parts if part)

    for intent in knowledge.intents.values():
        yield intent.id, length((*messages.gap, intent.topic) if intent.topic else (), intent.answer)
    pages = (getattr(messages, field.name) for field in fields(messages))
    remarks = (remark.reply for remark in knowledge.dialogue.remarks)
    for page in (*pages, *messages.smalltalk.values(), *remarks):
        if page and isinstance(page, tuple):
            yield page[0], length(page)
    resources = knowledge.red_flags.resources
    for flag in knowledge.red_flags.flags:
        named = [resources[key].text for key in flag.resources if key in resources]
        yield (*flag.lead, flag.id)[0], length((*flag.lead, *named, *flag.close), flag.statements)


def _length(text: str) -> int:
    """Telegram counts some limits in code points and some in UTF-16 units; the latter are never fewer."""
    return len(text.encode("utf-16-le")) // 2
