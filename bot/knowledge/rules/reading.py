"""The rule that texts are easy to read, measured as a person gets them: whole, not sentence by sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.reading_level import grade, words_in
from bot.knowledge.rules.disclaimer import PROFESSIONAL
from bot.knowledge.rules.registry import Finding, rule
from bot.knowledge.rules.said import red_flag_replies
from bot.knowledge.rules.shown import answers, gaps, personal

GRADE = 7.0
"""What nearly all adults read with ease."""
FEWEST_WORDS = 10
"""In shorter texts one long word decides; the formula was made for passages."""


@rule("reading-level")
def _reading_levels(knowledge: Knowledge) -> Iterator[Finding]:
    for paragraphs in filter(None, _own_texts(knowledge)):
        yield from _too_hard(paragraphs[0], paragraphs, words_in(PROFESSIONAL))
    # Nobody who asks is stopped by the words of the title, or of the buttons.
    labels = (str(intent.label) for intent in knowledge.intents.values())
    named = (*knowledge.article.names, knowledge.article.title, *labels)
    terms = {word.casefold() for text in named for word in words_in(text)}
    for at, paragraphs in chain(answers(knowledge), gaps(knowledge), personal(knowledge)):
        yield from _too_hard(at, paragraphs, terms)


def _too_hard(at: Text, paragraphs: Iterable[str], terms: Iterable[str]) -> Iterator[Finding]:
    measured = grade(paragraphs, terms)
    if round(measured, 1) > GRADE and sum(len(words_in(text)) for text in paragraphs) >= FEWEST_WORDS:
        remedy = "use shorter sentences and plainer words"
        yield at, f"this text takes {measured:.1f} years of school to read, {remedy} (at most {GRADE:.0f})"


def _own_texts(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the paragraphs of each text that is ours alone."""
    messages = knowledge.messages
    values = (getattr(messages, field.name) for field in fields(messages))
    yield from (value for value in values if isinstance(value, tuple))
    yield from messages.smalltalk.values()
    yield from (remark.reply for remark in knowledge.dialogue.remarks)
    for text in (messages.disclaimer, messages.profile.description, messages.profile.short_description):
        yield (text,)
    yield from dict.fromkeys(red_flag_replies(knowledge))
    for statement in knowledge.article.statements.values():
        yield from ((text,) for text in statement.remarks)
