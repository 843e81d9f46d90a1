"""What a person gets to read at once: every facet of every answer, every gap, every personal reply."""

from collections.abc import Iterator
from itertools import chain

from bot.knowledge.answers import arrange
from bot.knowledge.intents import Kind
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text

Shown = tuple[Text, tuple[Text, ...]]
"""Where a reply is written, and its paragraphs without heading, source and disclaimer."""


def answers(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield what is shown of each answer, by facet."""
    for intent in knowledge.of_kind(Kind.ANSWERED):
        for facet in intent.facets or (None,):
            needed = (*intent.answer, *filter(None, (facet and facet.lead,)))
            if needed and knowledge.article.statements.keys() >= set(needed):
                first = arrange(knowledge.article, intent, facet).first
                texts = (text for one in first for text in (one.text, *one.statement.remarks))
                yield facet.id if facet else intent.id, tuple(texts)


def gaps(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield what is shown of each gap."""
    for intent in knowledge.of_kind(Kind.GAP):
        topic = intent.topic or intent.id
        silence = Text(
            " ".join(text.replace("{topic}", topic) for text in knowledge.messages.gap), topic.mark
        )
        nearest = knowledge.article.statements.get(intent.nearest or "")
        remarks = nearest.remarks if nearest else ()
        yield topic, (silence, *filter(None, (intent.opening,)), *remarks)


def personal(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield what is shown to questions about one's own case, by concern."""
    statements = knowledge.article.statements
    for flag in knowledge.red_flags.flags:
        if flag.concern:
            said = (statements[key].texts for key in flag.statements if key in statements)
            yield flag.concern, (*chain.from_iterable(said), *flag.lead, *flag.close)
