"""The rule that the bot speaks as what it is: a program that restates an article, no person and no expert."""

import re
from collections.abc import Iterator

from bot.knowledge.model import Knowledge
from bot.knowledge.rules.registry import Finding, rule
from bot.knowledge.rules.said import red_flag_replies, said

_QUOTED = re.compile(r"“[^”]*”")
"""What a person might type: only help shows it."""
_ADDRESS = re.compile(r"https?://\S+")

_FIRST_PERSON = re.compile(
    # Written out letter by letter: US is a country, and ME an illness.
    r"(?<![\w.])(?:I|i(?!\.)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|[Ll]et[\u2019']s)"
    r"(?!\w)"
)

_PROFESSION = (
    r"(?:experts?|doctors?|physicians?|nurses?|clinicians?|specialists?|pharmacists?|dieti[ct]ians?|nutritionists?"
    r"|therapists?|healthcare professionals?|professors?)"
)
_BOT = r"(?:this|the|your) bot"
_CLAIM = re.compile(
    rf"\bas an? (?:[\w-]+ ){{0,3}}{_PROFESSION}\b"
    rf"|\b(?:{_BOT}|it) is (?:an?|your|the) (?:(?!not\b)[\w-]+ ){{0,3}}{_PROFESSION}\b"
    rf"|\b(?:{_BOT}|{_BOT}[\u2019']s \w+) (?:strongly |always )?"
    r"(?:recommends?|advises?|prescribes?|diagnoses|treats|cures|believes?|thinks?|feels?|suspects?|guarantees?)\b"
    r"|\b(?:trust|rely on|believe) (?:this bot|the bot|these answers|its answers)\b"
    r"|\b(?:qualified|certified|licensed|trained|experienced) (?:[\w-]+ )?program\b"
    r"|\b(?:medically|clinically|scientifically) (?:reviewed|approved|proven|tested|accurate)\b"
    r"|\bexpert (?:advice|answers?|opinions?)\b|\byears of experience\b"
    rf"|\b(?:written|checked|reviewed|approved) by (?:an? |our )?(?:[\w-]+ )?{_PROFESSION}\b"
    r"|\b(?:Dr|Prof)\b\.?|\b(?:Doctor|Nurse|Professor) (?-i:[A-Z])\w+",
    re.IGNORECASE,
)

_SOURCE = re.compile(
    r"\barticle\b|\bauthor\b|\bit (?:also )?(?:adds|calls|describes|explains|gives|lists|names|says)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\byou (?:must|should|have to|need to|ought to|shall)\b", re.IGNORECASE)


@rule("persona")
def _persona(knowledge: Knowledge) -> Iterator[Finding]:
    messages = knowledge.messages
    with_examples = {text.mark for text in (*messages.help, *messages.smalltalk.get("help", ()))}
    for text in said(knowledge):
        plain = _ADDRESS.sub(" ", _QUOTED.sub(" ", text) if text.mark in with_examples else text)
        if found := _FIRST_PERSON.search(plain):
            yield text, f"“{found[0]}” speaks as a person, say “the article” or “this bot” instead"
        if found := _CLAIM.search(plain):
            what = "claims the knowledge or judgement of a professional"
            yield text, f"“{found[0]}” {what}, say what the article says instead"
    urgent = {text.mark for reply in red_flag_replies(knowledge) for text in reply}
    for text in said(knowledge):
        if text.mark not in urgent and (found := _ORDER.search(text)):
            remedy = "say what the article says, or whom to ask"
            yield text, f"“{found[0]}” tells somebody what to do, {remedy}"


@rule("attribution", is_advice=True)
def _attributions(knowledge: Knowledge) -> Iterator[Finding]:
    """Find statements that do not say whose they are; of those that go together, one may speak for all."""
    article = knowledge.article
    by_others = {key for group in article.together for key in group[1:]}
    for statement in article.statements.values():
        if not _SOURCE.search(statement.text) and statement.id not in by_others:
            yield statement.text, "this does not say whose word it is, write “the article says”"
