"""What a person can receive: every text that may leave the bot, wherever it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain

from bot.knowledge.model import Knowledge, RedFlag
from bot.knowledge.problems import Text

_UNSAID = {"id", "concern", "phrases", "harmless", "statements"}
"""What a red flag is found by; all else of it is sent."""


def said(knowledge: Knowledge) -> Iterator[Text]:
    """Yield everything that the bot can say, but for the article's own title and headings."""
    for statement in knowledge.article.statements.values():
        yield from filter(None, (statement.text, statement.caveat))
    yield from texts_in(knowledge.messages)
    for flag in knowledge.red_flags.flags:
        yield from reply_of(flag)
    for intent in knowledge.intents.values():
        yield from filter(None, (intent.label, intent.command, intent.topic))


def reply_of(flag: RedFlag) -> tuple[Text, ...]:
    """Return the fixed texts of a red flag's reply."""
    sent = (getattr(flag, field.name) for field in fields(flag) if field.name not in _UNSAID)
    return tuple(chain.from_iterable(map(texts_in, sent)))


def texts_in(value: object) -> Iterator[Text]:
    """Yield all texts within a value, the keys of mappings included."""
    match value:
        case Text():
            yield value
        case Mapping():
            yield from texts_in(tuple(chain.from_iterable(value.items())))
        case tuple():
            yield from chain.from_iterable(map(texts_in, value))
        case _ if is_dataclass(value):
            yield from chain.from_iterable(texts_in(getattr(value, field.name)) for field in fields(value))
        case _:
            pass
