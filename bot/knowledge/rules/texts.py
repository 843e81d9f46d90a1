"""Rules about texts without which the bot would misread, or say less than it must."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules import Finding, Rules

RULES = Rules()

PROFESSIONAL = "healthcare professional"
"""Words that others look for in every message."""
LABEL_LENGTH = 22
"""Characters that fit on half the width of a phone, for two buttons a row."""
PLACEHOLDERS = {
    "gap": {"topic"},
    "repeated_gap": {"topic"},
    "of_another": {"topic"},
    "source": {"title", "taken_in"},
    "developer_info": {"contact"},
}
"""What is filled into each message; the others take nothing."""

_GROUP = re.compile(r"\(([^()]*)\)")
_REQUIRED = re.compile(r"[\w#]")
_PLACEHOLDER = re.compile(r"{([^{}]*)}")
_ADVICE = re.compile(r"\b(?:not|never|no)\b[\w ,]{0,30}\bmedical advice\b", re.IGNORECASE)
_CONSULT = re.compile(
    r"(?:^|[.!?]\s+)(?:please,? |always )*(?:consult|see|ask|contact|(?:talk|speak) (?:to|with))"
    rf"(?: [\w-]+){{0,5}} {PROFESSIONAL}",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:if|unless|when|but|may|might|could|optional|not necessary|don[\u2019']t)\b", re.IGNORECASE
)


@RULES.add("disclaimer")
def _disclaimer(knowledge: Knowledge) -> Iterator[Finding]:
    for disclaimer in filter(None, (knowledge.messages.disclaimer, knowledge.messages.short_disclaimer)):
        if PROFESSIONAL not in disclaimer:
            yield disclaimer, f"the disclaimer must contain the words “{PROFESSIONAL}”"
        elif not _CONSULT.search(disclaimer):
            yield disclaimer, f"the disclaimer must ask for it outright: “Please consult a {PROFESSIONAL}”"
        if not _ADVICE.search(disclaimer):
            yield disclaimer, "the disclaimer must say that the answers are “not medical advice”"
        if hedge := _HEDGE.search(disclaimer):
            yield disclaimer, f"“{hedge[0]}” weakens the disclaimer, say it without"
        if "\n" in disclaimer or set("<>&") & set(disclaimer):
            yield disclaimer, "the disclaimer must be one paragraph without <, > and &"


@RULES.add("label-length")
def _long_labels(knowledge: Knowledge) -> Iterator[Finding]:
    for label in knowledge.labels:
        if len(label) > LABEL_LENGTH:
            yield label, f"the label has {len(label)} characters, shorten it to {LABEL_LENGTH}"


@RULES.add("placeholder")
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


@RULES.add("phrase")
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
    while (shorter := _GROUP.sub(_word_or_nothing, phrase)) != phrase:
        phrase = shorter
    return phrase


def _word_or_nothing(group: re.Match[str]) -> str:
    return " word " if all(map(_REQUIRED.search, group[1].split("|"))) else " "


@RULES.add("language")
def _languages(knowledge: Knowledge) -> Iterator[Finding]:
    for language in knowledge.languages:
        if any(map(str.isdigit, language.reply)):
            yield language.reply, "a figure is left over, say only that the bot speaks English"
        if language.script is None and not (language.words or language.sure):
            yield language.name, f"nothing tells “{language.name}” from English, add its script or its words"
        if language.script and not _is_written_in(language.script, language.reply):
            what = f"the reply of “{language.name}” has no letter of the script “{language.script}”"
            yield language.script, f"{what}, name the script that it has"
        for word in (*language.words, *language.sure):
            if len(word.split()) > 1:
                yield word, f"“{word}” is more than one word, split it: they are looked up one by one"


def _is_written_in(script: Text, reply: Text) -> bool:
    return any(unicodedata.name(letter, "").partition(" ")[0] == script for letter in reply)


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
