"""What a person can receive: every text that may leave the bot, wherever it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text


def said(knowledge: Knowledge) -> Iterator[Text]:
    """Yield everything that the bot can say, but for the article's own title and headings."""
    for statement in knowledge.article.statements.values():
        yield from statement.texts
    yield from texts_in(knowledge.messages)
    yield from chain.from_iterable(red_flag_replies(knowledge))
    yield from chain.from_iterable(remark.reply for remark in knowledge.dialogue.remarks)
    for intent in knowledge.intents.values():
        openings = (intent.opening, *(facet.opening for facet in intent.facets))
        yield from filter(None, (intent.label, intent.command, intent.topic, *openings))


def red_flag_replies(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the paragraphs of each red flag's reply that are not the article's."""
    resources = knowledge.red_flags.resources
    for flag in knowledge.red_flags.flags:
        named = (resources[key].text for key in flag.resources if key in resources)
        yield *flag.lead, *flag.close, *flag.again, *named


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
