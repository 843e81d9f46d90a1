"""Rules about size: what Telegram takes, what a phone shows, and what everybody can read."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from bot.knowledge.answers import arrange, sentences
from bot.knowledge.intents import Kind
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules import Finding, Rules
from bot.knowledge.rules.wording import bot_texts, leading, own_paragraphs

RULES = Rules()

REPLY_LENGTH = 3_500
"""Characters of a reply's texts; Telegram takes 4,096, and headings and sources come on top."""
DISCLAIMER = 250
"""Characters that end every reply."""
POPUP = 200
"""Characters of the small window that answers a tap."""
DESCRIPTION, SHORT_DESCRIPTION, COMMAND_DESCRIPTION = 512, 120, 256
"""Characters that Telegram takes of the bot's profile and of what a command does."""
WORDS = 90
"""Of a reply, before its source and the disclaimer."""
LEAD = 3
"""Sentences of the statement that leads, or of the opening in its place."""
GRADE = 9
"""Years of school, by the Automated Readability Index: what most adults read with ease. The median is 5."""
FEWEST_WORDS = 12
"""In shorter texts one long word decides; the formula was made for passages."""
SHORT = 4
"""Letters that count of a word that its reader knows."""

_FACET = re.compile(r"[a-z][a-z0-9_]{0,20}")
"""What fits, with an intent's id, into the 64 bytes that Telegram keeps of a button."""

_END = re.compile(r"[.!?…]+(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")


@RULES.add("telegram-limit")
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
    for page in filter(None, bot_texts(knowledge)):
        yield page[0], length(page)
    resources = knowledge.red_flags.resources
    for flag in knowledge.red_flags.flags:
        named = [resources[key].text for key in flag.resources if key in resources]
        yield (*flag.lead, flag.id)[0], length((*flag.lead, *named, *flag.close), flag.statements)


def _length(text: str) -> int:
    """Telegram counts some limits in code points and some in UTF-16 units; the latter are never fewer."""
    return len(text.encode("utf-16-le")) // 2


@RULES.add("reply-length", across=True)
def _lengths(knowledge: Knowledge) -> Iterator[Finding]:
    for at, paragraphs in _shown(knowledge):
        words = sum(len(text.split()) for text in paragraphs)
        if words > WORDS:
            yield at, f"this reply has {words} words, shorten what it says at once to {WORDS}"
    for text in leading(knowledge):
        if sentences(text) > LEAD:
            yield text, f"this text has {sentences(text)} sentences, keep to {LEAD}"


@RULES.add("facet-id")
def _facet_ids(knowledge: Knowledge) -> Iterator[Finding]:
    for facet in chain.from_iterable(intent.facets for intent in knowledge.intents.values()):
        if not _FACET.fullmatch(facet.id):
            what = "the id of a facet is 1 to 21 of a-z, 0-9 and _, starting with a letter"
            yield facet.id, f"{what}; rename it"


@RULES.add("reading-level")
def _reading_levels(knowledge: Knowledge) -> Iterator[Finding]:
    """Find texts that are hard to read as a person gets them: whole, not sentence by sentence."""
    for paragraphs in filter(None, own_paragraphs(knowledge)):
        yield from _too_hard(paragraphs[0], paragraphs, ())
    # Nobody who asks is stopped by the words of the title, or of the buttons.
    named = (*knowledge.article.names, knowledge.article.title, *knowledge.labels)
    known = {word.casefold() for text in named for word in _WORD.findall(text)}
    for at, paragraphs in _shown(knowledge):
        yield from _too_hard(at, paragraphs, known)


def _too_hard(at: Text, paragraphs: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
    """Find a text that is too hard by the letters of its words and the words of its sentences."""
    parts = [words for text in paragraphs for one in _END.split(text) if (words := _WORD.findall(one))]
    words = list(chain.from_iterable(parts))
    if len(words) < FEWEST_WORDS:
        return
    letters = sum(SHORT if word.casefold() in known else len(word) for word in words)
    grade = 4.71 * letters / len(words) + 0.5 * len(words) / len(parts) - 21.43
    if grade > GRADE:
        remedy = "use shorter sentences and plainer words"
        yield at, f"this text takes {grade:.1f} years of school to read, {remedy} (at most {GRADE})"


def _shown(knowledge: Knowledge) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Yield what is shown at once, and where it is written: of each answer, gap and personal reply."""
    yield from _personal(knowledge)
    for intent in knowledge.of_kind(Kind.ANSWERED):
        for facet in intent.facets or (None,):
            needed = (*intent.answer, *filter(None, (facet and facet.lead,)))
            if needed and knowledge.article.statements.keys() >= set(needed):
                first = arrange(knowledge.article, intent, facet).first
                texts = (text for one in first for text in (one.text, *one.statement.remarks))
                yield facet.id if facet else intent.id, tuple(texts)
    for intent in knowledge.of_kind(Kind.GAP):
        topic = intent.topic or intent.id
        silence = " ".join(text.replace("{topic}", topic) for text in knowledge.messages.gap)
        nearest = knowledge.article.statements.get(intent.nearest or "")
        remarks = nearest.remarks if nearest else ()
        yield topic, (Text(silence, topic.mark), *intent.openings, *remarks)


def _personal(knowledge: Knowledge) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    statements = knowledge.article.statements
    for flag in knowledge.red_flags.flags:
        if flag.concern:
            said = (statements[key].texts for key in flag.statements if key in statements)
            yield flag.concern, (*chain.from_iterable(said), *flag.lead, *flag.close)
