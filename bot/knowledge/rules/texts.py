"""Rules about the words themselves: labels, letters, placeholders, phrases."""

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain

from bot.knowledge.intents import Kind
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import repeats
from bot.knowledge.rules.registry import Finding, rule
from bot.knowledge.rules.said import texts_in

LABEL_LENGTH = 22
"""Characters that fit on half the width of a phone, for two buttons a row."""
FEWEST = {Kind.ANSWERED: 40, Kind.GAP: 25}
"""Lines of an intent: docs/editing.md has what was measured with fewer."""
PLACEHOLDERS = {
    "gap": {"topic"},
    "source": {"title", "taken_in"},
    "developer_info": {"contact"},
}
"""What is filled into each message; the others take nothing."""

_MIXED = re.compile(r"\b(?=\w*[A-Za-z0-9])(?=\w*[\u0370-\u04ff])\w+")
_GROUP = re.compile(r"\(([^()]*)\)")
_REQUIRED = re.compile(r"[\w#]")
_PLACEHOLDER = re.compile(r"{([^{}]*)}")


@rule("repeated-label")
def _repeated_labels(knowledge: Knowledge) -> Iterator[Finding]:
    for label, first in repeats(knowledge.labels, str.casefold):
        yield label, f"the label “{label}” is already in {first.mark}, choose another"


@rule("label-length")
def _long_labels(knowledge: Knowledge) -> Iterator[Finding]:
    for label in knowledge.labels:
        if len(label) > LABEL_LENGTH:
            yield label, f"the label has {len(label)} characters, shorten it to {LABEL_LENGTH}"


@rule("thin-intent", is_advice=True)
def _thin_intents(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if (lines := len(intent.examples)) < (fewest := FEWEST.get(intent.kind, 0)):
            yield (
                intent.id,
                f"“{intent.id}” has {lines} lines, with {fewest} most questions are understood: add some",
            )


@rule("mixed-alphabets")
def _mixed_alphabets(knowledge: Knowledge) -> Iterator[Finding]:
    for text in {text.mark: text for text in texts_in(knowledge) if not text.isascii()}.values():
        if match := _MIXED.search(text):
            yield text, f"“{match[0]}” mixes Latin letters with look-alikes, type it again"


@rule("placeholder")
def _placeholders(knowledge: Knowledge) -> Iterator[Finding]:
    messages = knowledge.messages
    for field in fields(messages):
        texts = tuple(texts_in(getattr(messages, field.name)))
        wanted = PLACEHOLDERS.get(field.name, set())
        found = {name for text in texts for name in _PLACEHOLDER.findall(text)}
        for name in wanted - found if texts else ():
            yield texts[0], f"“{field.name}” must contain {{{name}}}"
        for text in texts:
            if set(_PLACEHOLDER.findall(text)) - wanted or set("{}") & set(_PLACEHOLDER.sub("", text)):
                known = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "nothing"
                yield text, f"a brace is left over: {known} can be filled in here"


@rule("phrase")
def _phrases(knowledge: Knowledge) -> Iterator[Finding]:
    flags, vocabulary = knowledge.red_flags, knowledge.vocabulary
    of_flags = chain.from_iterable(
        (*flag.phrases, *flag.harmless, *flag.cues, *flag.persons) for flag in flags.flags
    )
    words = (*vocabulary.subject, *vocabulary.menu_words, *vocabulary.value_words, *vocabulary.pointers)
    dialogue = knowledge.dialogue
    for phrase in (*of_flags, *words, *dialogue.phrases, *dialogue.after_alarm.phrases):
        required = [_without_optional(part) for part in phrase.split("&")]
        if set("()|<>") & set("".join(required)):
            yield phrase, "the brackets of this phrase do not match, write (one|or another)"
        elif phrase.strip() and not all(map(_REQUIRED.search, required)):
            yield phrase, "this phrase would be found in every message, add a word that must be there"


def _without_optional(phrase: str) -> str:
    """Return a phrase with each of its groups as a word if it must be there, else as nothing."""
    while group := _GROUP.search(phrase):
        must_be = all(map(_REQUIRED.search, group[1].split("|")))
        phrase = f"{phrase[: group.start()]} {'word' if must_be else ''} {phrase[group.end() :]}"
    return phrase
