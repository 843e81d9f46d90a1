"""What a knowledge base must fulfil beyond the shape of its files.

A rule is a small function from `Knowledge` to problems, registered under the name that `check` prints.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain

from bot.knowledge.model import Intent, Kind, Knowledge
from bot.knowledge.problems import Problem, Text

Finding = tuple[Text, str]
"""The text at fault, and what is wrong with it and what to do."""

Rule = Callable[[Knowledge], Iterator[Finding]]

RULES: dict[str, Rule] = {}

ANSWERED = (
    "causes", "autoimmune", "absorption", "diagnosis", "level", "treatment", "treatment_duration", "shots",
    "depression", "anemia", "symptoms", "untreated", "importance", "diet", "definition", "see_doctor",
)  # fmt: skip
"""The answered intents that deployments rely on."""
SMALL_TALK = ("greeting", "thanks", "goodbye", "help", "about")
"""The small-talk intents that the conversation knows."""
LABEL_LENGTH = 22
"""Characters that fit on half the width of a phone, for two buttons a row."""
FOLLOW_UPS = 4
"""Buttons under an answer before they look like a menu."""
REPLY_LENGTH = 3_500
"""Characters of a reply's texts; Telegram takes 4,096, and headings and sources come on top."""
PLACEHOLDERS = {"gap": {"topic"}, "source": {"title", "taken_in"}}
"""What is filled into each message; the others take nothing."""

_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u04ff])\w+")
_PLACEHOLDER = re.compile(r"{([^{}]*)}")
_COMMAND = re.compile(r"[a-z][a-z0-9_]{0,31}")


def check(knowledge: Knowledge) -> list[Problem]:
    """Return what every rule finds."""
    return [Problem(at.mark, text, name) for name, rule in RULES.items() for at, text in rule(knowledge)]


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule under the name that is printed with its findings."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


@rule("unknown-id")
def _unknown_ids(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    answered = {intent.id for intent in knowledge.of_kind(Kind.ANSWERED)}
    citations = [statement.citation for statement in article.statements.values()]
    used = chain(
        (("statement", article.statements, text) for text in _statement_uses(knowledge)),
        (("statement", article.statements, text) for group in article.together for text in group),
        (("answered intent", answered, text) for i in knowledge.intents.values() for text in i.follow_ups),
        (("section", article.sections, item.section) for item in (*citations, *article.not_restated)),
    )
    for what, known, text in used:
        if text and text not in known:
            yield text, f"there is no {what} “{text}”, use an existing id or add it"


@rule("missing-intent")
def _missing_intents(knowledge: Knowledge) -> Iterator[Finding]:
    any_intent = next(iter(knowledge.intents.values()))
    for kind, ids in ((Kind.ANSWERED, ANSWERED), (Kind.SMALL_TALK, SMALL_TALK)):
        for missing in set(ids) - {intent.id for intent in knowledge.of_kind(kind)}:
            yield any_intent.id, f"the intent “{missing}” is missing under “{kind}”, add it"
    for missing in set(SMALL_TALK) - knowledge.messages.smalltalk.keys():
        yield knowledge.messages.disclaimer, f"the text of “{missing}” is missing under “smalltalk”, add it"


@rule("repeated-example")
def _repeated_examples(knowledge: Knowledge) -> Iterator[Finding]:
    seen: dict[str, tuple[Text, Intent]] = {}
    for intent in knowledge.intents.values():
        for example in intent.examples:
            key = " ".join(re.findall(r"\w+", example.casefold()))
            if key in seen:
                first, owner = seen[key]
                where = f"an example of “{owner.id}” in line {first.mark.line}"
                yield example, f"“{example}” is already {where}, keep one"
            seen[key] = (example, intent)


@rule("repeated-label")
def _repeated_labels(knowledge: Knowledge) -> Iterator[Finding]:
    seen: dict[str, Text] = {}
    for label in _labels(knowledge):
        if first := seen.get(label.casefold()):
            yield label, f"the label “{label}” is already in {first.mark}, choose another"
        seen[label.casefold()] = label


@rule("label-length")
def _long_labels(knowledge: Knowledge) -> Iterator[Finding]:
    for label in _labels(knowledge):
        if len(label) > LABEL_LENGTH:
            yield label, f"the label has {len(label)} characters, shorten it to {LABEL_LENGTH}"


@rule("mixed-alphabets")
def _mixed_alphabets(knowledge: Knowledge) -> Iterator[Finding]:
    for text in set(_texts(knowledge)):
        if match := _MIXED.search(text):
            yield text, f"“{match[0]}” mixes Latin letters with look-alikes, type it again"


@rule("unused-statement")
def _unused_statements(knowledge: Knowledge) -> Iterator[Finding]:
    used = set(_statement_uses(knowledge))
    for statement in knowledge.article.statements.values():
        if statement.id not in used:
            yield statement.id, f"no answer uses the statement “{statement.id}”, use it or remove it"


@rule("sentence-range")
def _sentence_ranges(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    for citation in (*(s.citation for s in article.statements.values()), *article.not_restated):
        section = article.sections.get(citation.section)
        for sentence in citation.sentences:
            if section and not 1 <= sentence <= section.sentences:
                remedy = f"the section has sentences 1 to {section.sentences}"
                yield citation.section, f"there is no sentence {sentence} in “{section.id}”: {remedy}"


@rule("uncited-sentence")
def _uncited_sentences(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    cited: set[tuple[str, int]] = set()
    for citation in (*(s.citation for s in article.statements.values()), *article.not_restated):
        cited.update((citation.section, sentence) for sentence in citation.sentences)
    for section in article.sections.values():
        for sentence in range(1, section.sentences + 1):
            if (section.id, sentence) not in cited:
                remedy = "restate it or list it under not_restated"
                yield section.id, f"no statement restates sentence {sentence} of “{section.id}”, {remedy}"


@rule("together")
def _together(knowledge: Knowledge) -> Iterator[Finding]:
    for group in knowledge.article.together:
        for intent in knowledge.intents.values():
            given = tuple(statement for statement in intent.answer if statement in group)
            if given and given != group:
                yield given[0], f"these statements go together, in this order: {', '.join(group)}"


@rule("follow-ups")
def _follow_ups(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if len(intent.follow_ups) > FOLLOW_UPS:
            yield (
                intent.id,
                f"“{intent.id}” has {len(intent.follow_ups)} follow-ups, keep at most {FOLLOW_UPS}",
            )
        for text, count in Counter((intent.id, *intent.follow_ups)).items():
            if count > 1:
                yield text, f"“{intent.id}” offers “{text}” twice or offers itself, remove one"


@rule("disclaimer")
def _disclaimer(knowledge: Knowledge) -> Iterator[Finding]:
    disclaimer = knowledge.messages.disclaimer
    if disclaimer and "healthcare professional" not in disclaimer:
        yield disclaimer, "the disclaimer must contain the words “healthcare professional”"
    if "\n" in disclaimer or set("<>&") & set(disclaimer):
        yield disclaimer, "the disclaimer must be one paragraph without <, > and &"


@rule("placeholder")
def _placeholders(knowledge: Knowledge) -> Iterator[Finding]:
    messages = knowledge.messages
    for field in fields(messages):
        texts = tuple(_texts(getattr(messages, field.name)))
        wanted = PLACEHOLDERS.get(field.name, set())
        found = {name for text in texts for name in _PLACEHOLDER.findall(text)}
        for name in wanted - found:
            yield texts[0] if texts else messages.disclaimer, f"“{field.name}” must contain {{{name}}}"
        for text in texts:
            if set(_PLACEHOLDER.findall(text)) - wanted or set("{}") & set(_PLACEHOLDER.sub("", text)):
                known = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "nothing"
                yield text, f"a brace is left over: {known} can be filled in here"


@rule("telegram-limit")
def _telegram_limits(knowledge: Knowledge) -> Iterator[Finding]:
    profile, commands = knowledge.messages.profile, knowledge.messages.commands
    yield from _longer_than(512, profile.description)
    yield from _longer_than(120, profile.short_description)
    for intent in knowledge.main_topics:
        if not _COMMAND.fullmatch(intent.id):
            yield (
                intent.id,
                "a command is 1 to 32 of a-z, 0-9 and _, starting with a letter; rename the intent",
            )
        if intent.id in commands:
            yield intent.id, f"/{intent.id} is a page of the bot, rename the intent"
    for text in (*commands.values(), *(i.command for i in knowledge.main_topics if i.command)):
        yield from _longer_than(256, text)
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


def _labels(knowledge: Knowledge) -> Iterator[Text]:
    yield from (intent.label for intent in knowledge.intents.values() if intent.label)
    yield knowledge.messages.words.all_topics


def _statement_uses(knowledge: Knowledge) -> Iterator[Text]:
    for intent in knowledge.intents.values():
        yield from intent.answer
    for flag in knowledge.red_flags.flags:
        yield from flag.statements


def _texts(value: object) -> Iterator[Text]:
    match value:
        case Text():
            yield value
        case Mapping():
            yield from _texts(tuple(chain.from_iterable(value.items())))
        case tuple():
            yield from chain.from_iterable(map(_texts, value))
        case _ if is_dataclass(value):
            yield from chain.from_iterable(_texts(getattr(value, field.name)) for field in fields(value))
        case _:
            pass
