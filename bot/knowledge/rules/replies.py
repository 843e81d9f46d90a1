"""Rules about how much a person gets to read at once, and how often the article is named in it."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.knowledge.answers import sentences
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules.registry import Finding, rule
from bot.knowledge.rules.shown import answers, gaps, personal

WORDS = 90
"""Of a reply, before its source and the disclaimer."""
LEAD = 3
"""Sentences of the statement that leads, or of the opening in its place."""
FACET = re.compile(r"[a-z][a-z0-9_]{0,20}")
"""What fits, with an intent's id, into the 64 bytes that Telegram keeps of a button."""

_ATTRIBUTION = re.compile(r"\bthe article\b", re.IGNORECASE)


@rule("reply-length", across=True)
def _lengths(knowledge: Knowledge) -> Iterator[Finding]:
    for at, paragraphs in chain(answers(knowledge), gaps(knowledge), personal(knowledge)):
        words = sum(len(text.split()) for text in paragraphs)
        if words > WORDS:
            yield at, f"this reply has {words} words, shorten what it says at once to {WORDS}"
    for text in _leads(knowledge):
        if sentences(text) > LEAD:
            yield text, f"this text has {sentences(text)} sentences, keep to {LEAD}"


@rule("attributed-twice")
def _attributions(knowledge: Knowledge) -> Iterator[Finding]:
    for text in _leads(knowledge):
        if len(_ATTRIBUTION.findall(text)) > 1:
            yield text, "this text names the article more than once, once is enough"


@rule("facet-id")
def _facet_ids(knowledge: Knowledge) -> Iterator[Finding]:
    for facet in chain.from_iterable(intent.facets for intent in knowledge.intents.values()):
        if not FACET.fullmatch(facet.id):
            what = "the id of a facet is 1 to 21 of a-z, 0-9 and _, starting with a letter"
            yield facet.id, f"{what}; rename it"


def _leads(knowledge: Knowledge) -> Iterator[Text]:
    """Yield all texts that may lead a reply."""
    yield from (statement.text for statement in knowledge.article.statements.values())
    for intent in knowledge.intents.values():
        openings = (intent.opening, *(facet.opening for facet in intent.facets))
        yield from filter(None, openings)
