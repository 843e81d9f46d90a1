"""Rules about how the bot speaks: as a program that restates an article, in the article's own figures."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain

from bot.knowledge.intents import Kind
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules import Finding, Rules
from bot.knowledge.rules.texts import texts_in

RULES = Rules()
ADVICE = Rules(is_advice=True)
"""What could be better, and keeps no bot from answering."""

FEWEST = {Kind.ANSWERED: 40, Kind.GAP: 25}
"""Lines of an intent: docs/editing.md has what was measured with fewer."""

_QUOTED = re.compile(r"“[^”]*”|https?://\S+")
"""What a person might type, as help shows it; addresses."""
_FIRST_PERSON = re.compile(
    # Written out letter by letter: US is a country, and ME an illness.
    r"(?<![\w.])(?:I|i(?!\.)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|[Ll]et[\u2019']s)"
    r"(?!\w)"
)
_CLAIM = re.compile(
    r"\b(?:as an?|(?:this bot|it) is (?:an?|your|the)) (?:(?!not\b)[\w-]+ ){0,3}"
    r"(?:expert|doctor|nurse|specialist|(?:healthcare )?professional)\b"
    r"|\b(?:this|the) bot (?:\w+ )?(?:recommends|advises|prescribes|diagnoses|thinks)\b"
    r"|\btrust (?:this|the) bot\b|\bexpert advice\b|\bmedically reviewed\b|\bchecked by an? \w+",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\byou (?:must|should|have to|need to|ought to|shall)\b", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"(\bthe article\b)|\barticle\b|\bauthor\b"
    r"|\bit (?:also )?(?:adds|calls|describes|explains|gives|lists|names|says)\b",
    re.IGNORECASE,
)
"""Whose word it is; the article by its name, or by a word for it."""

_MIXED = re.compile(r"\b(?=\w*[A-Za-z0-9])(?=\w*[\u0370-\u04ff])\w+")
_NAME = re.compile(r"\b([^\W\d_]+)-?(\d+)\b")
"""A word with a number at its end, as it may stand in the title of an article: B12."""
_TIME = r"(?:day|week|month|year)s?"
_UNIT = r"(?:[mkμ]g|mcg|[np]g|[np]mol|[md]l|iu|percent|%)"
_PER = rf"(?:(?:per|/)\s*(?:{_UNIT}|{_TIME}|[a-z]+))"
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundreds?|thousands?"
    r"|twice|half)"
)
_FIGURE = re.compile(
    rf"\d+(?:[.,/:]\d+)*(?:\s*(?:{_UNIT}|[gl])(?!\w))?(?:\s*{_PER}(?!\w))?"
    rf"|(?<!\w)(?:{_UNIT}(?:\s*{_PER})?|per (?:{_UNIT}|{_TIME})|(?:once|times|every) (?:a )?{_TIME}"
    rf"|{_NUMBER_WORD})(?!\w)",
    re.IGNORECASE,
)


@RULES.add("persona")
def _persona(knowledge: Knowledge) -> Iterator[Finding]:
    messages = knowledge.messages
    with_examples = {text.mark for text in (*messages.help, *messages.smalltalk.get("help", ()))}
    urgent = {text.mark for reply in red_flag_replies(knowledge) for text in reply}
    for text in said(knowledge):
        plain = _QUOTED.sub(" ", text) if text.mark in with_examples or "://" in text else text
        if found := _FIRST_PERSON.search(plain):
            yield text, f"“{found[0]}” speaks as a person, say “the article” or “this bot” instead"
        if found := _CLAIM.search(plain):
            what = "claims the knowledge or judgement of a professional"
            yield text, f"“{found[0]}” {what}, say what the article says instead"
        if text.mark not in urgent and (found := _ORDER.search(text)):
            remedy = "say what the article says, or whom to ask"
            yield text, f"“{found[0]}” tells somebody what to do, {remedy}"


@RULES.add("attributed-twice")
def _attributed_twice(knowledge: Knowledge) -> Iterator[Finding]:
    for text in leading(knowledge):
        if sum(bool(found[1]) for found in _ATTRIBUTION.finditer(text)) > 1:
            yield text, "this text names the article more than once, once is enough"


@ADVICE.add("attribution")
def _unattributed(knowledge: Knowledge) -> Iterator[Finding]:
    """Find statements that do not say whose they are; of those that go together, one may speak for all."""
    article = knowledge.article
    by_others = {key for group in article.together for key in group[1:]}
    for statement in article.statements.values():
        if not _ATTRIBUTION.search(statement.text) and statement.id not in by_others:
            yield statement.text, "this does not say whose word it is, write “the article says”"


@ADVICE.add("thin-intent")
def _thin_intents(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if (lines := len(intent.examples)) < (fewest := FEWEST.get(intent.kind, 0)):
            what = f"“{intent.id}” has {lines} lines"
            yield intent.id, f"{what}, with {fewest} most questions are understood: add some"


@RULES.add("mixed-alphabets")
def _mixed_alphabets(knowledge: Knowledge) -> Iterator[Finding]:
    for text in {text.mark: text for text in texts_in(knowledge) if not text.isascii()}.values():
        if match := _MIXED.search(text):
            yield text, f"“{match[0]}” mixes Latin letters with look-alikes, type it again"


@RULES.add("emoji")
def _emoji(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if intent.label and any(map(_is_picture, intent.label)):
            yield intent.label, f"the label “{intent.label}” has a picture, write it under “emoji” instead"
        # What follows some signs asks for them in colours.
        if intent.emoji and not _is_picture(intent.emoji.removesuffix("\ufe0f")):
            yield intent.emoji, f"“{intent.emoji}” is not one emoji, choose one or remove the key"


def _is_picture(text: str) -> bool:
    return len(text) == 1 and unicodedata.category(text) == "So"


@RULES.add("figure", across=True)
def _figures(knowledge: Knowledge) -> Iterator[Finding]:
    for text in knowledge.article.figures:
        if figures_in(text) != (" ".join(text.casefold().split()),):
            yield text, f"“{text}” is not one figure, write a number as the article has it: 150 per ml"
    known = {figure for text in knowledge.article.figures for figure in figures_in(text)}
    # The number of a help line is not a figure of the article, and has no unit.
    help_lines = {text.mark for reply in red_flag_replies(knowledge) for text in reply}
    title = knowledge.article.title
    for text in said(knowledge):
        for figure in dict.fromkeys(figures_in(text, title)):
            is_bare = not any(character.isalpha() or character == "%" for character in figure)
            if figure not in known and not (is_bare and text.mark in help_lines):
                remedy = "remove it, or add it to “figures” in article.yaml if the article has it"
                yield text, f"“{figure}” is a figure that the article does not have, {remedy}"


def figures_in(text: str, title: str = "") -> tuple[str, ...]:
    """Return the figures of a text, in lower case and with single spaces: `150 per ml`, `two`, `mcg`.

    What the title of the article names by a number is a name, not a figure.
    """
    plain = unicodedata.normalize("NFKC", text)
    for word, number in _NAME.findall(title):
        plain = re.sub(rf"\b{word}[- ]?{number}\b", " ", plain, flags=re.IGNORECASE)
    return tuple(" ".join(found[0].casefold().split()) for found in _FIGURE.finditer(plain))


def said(knowledge: Knowledge) -> Iterator[Text]:
    """Yield everything that the bot can say, but for the article's own title and headings."""
    for statement in knowledge.article.statements.values():
        yield from statement.texts
    yield from texts_in(knowledge.messages)
    yield from chain.from_iterable(red_flag_replies(knowledge))
    yield from chain.from_iterable(knowledge.dialogue.replies)
    for intent in knowledge.intents.values():
        yield from filter(None, (intent.label, intent.command, intent.topic, *intent.openings))


def leading(knowledge: Knowledge) -> Iterator[Text]:
    """Yield all texts that may lead a reply."""
    yield from (statement.text for statement in knowledge.article.statements.values())
    yield from chain.from_iterable(intent.openings for intent in knowledge.intents.values())


def red_flag_replies(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the paragraphs of each red flag's reply that are not the article's."""
    resources = knowledge.red_flags.resources
    for flag in knowledge.red_flags.flags:
        named = (resources[key].text for key in flag.resources if key in resources)
        yield *flag.lead, *flag.close, *flag.again, *named


def bot_texts(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the paragraphs of each message, page and remark of the bot."""
    messages = knowledge.messages
    values = (getattr(messages, field.name) for field in fields(messages))
    yield from (value for value in values if isinstance(value, tuple))
    yield from messages.smalltalk.values()
    yield from knowledge.dialogue.replies


def own_paragraphs(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the paragraphs of each text that is ours alone."""
    yield from bot_texts(knowledge)
    profile = knowledge.messages.profile
    for text in (knowledge.messages.disclaimer, profile.description, profile.short_description):
        yield (text,)
    yield from dict.fromkeys(red_flag_replies(knowledge))
    for statement in knowledge.article.statements.values():
        yield from ((text,) for text in statement.remarks)
