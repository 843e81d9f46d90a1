"""The rule that the disclaimer, and its short form, say what they must, and take none of it back."""

import re
from collections.abc import Iterator

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules.registry import Finding, rule

PROFESSIONAL = "healthcare professional"
"""Words that others look for in every message."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ADVICE = re.compile(r"\b(?:not|never|no)\b[\w ,]{0,30}\bmedical advice\b", re.IGNORECASE)
_CONSULT = re.compile(
    r"(?:please,? |always )*(?:consult|see|ask|contact|(?:talk|speak) (?:to|with))"
    r"(?: [\w-]+){0,5} healthcare professional",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:if|unless|when|whenever|but|although|though|however|instead|rather than|without"
    r"|may|might|could|perhaps|maybe|possibly|sometimes|usually|generally|ideally|rarely|hardly"
    r"|optional(?:ly)?|voluntary|consider|feel free|recommended|suggested|worth"
    r"|(?:no|not|never) (?:need|necessary|needed|required|obliged|have to)|need not|needn[\u2019']t"
    r"|unnecessary|do not|don[\u2019']t)\b",
    re.IGNORECASE,
)


@rule("disclaimer")
def _disclaimer(knowledge: Knowledge) -> Iterator[Finding]:
    for disclaimer in (knowledge.messages.disclaimer, knowledge.messages.short_disclaimer):
        yield from _lacking(disclaimer) if disclaimer else ()


def _lacking(disclaimer: Text) -> Iterator[Finding]:
    if PROFESSIONAL not in disclaimer:
        yield disclaimer, f"the disclaimer must contain the words “{PROFESSIONAL}”"
    elif not any(map(_CONSULT.match, _SENTENCE.split(disclaimer))):
        yield disclaimer, f"the disclaimer must ask for it outright: “Please consult a {PROFESSIONAL}”"
    if not _ADVICE.search(disclaimer):
        yield disclaimer, "the disclaimer must say that the answers are “not medical advice”"
    if hedge := _HEDGE.search(disclaimer):
        yield disclaimer, f"“{hedge[0]}” weakens the disclaimer, say it without"
    if "\n" in disclaimer or set("<>&") & set(disclaimer):
        yield disclaimer, "the disclaimer must be one paragraph without <, > and &"
