"""This repository's own statements: the article's facts, no more and no less, and said as the article's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pytest

from bot.conversation import Conversation
from bot.knowledge import Knowledge, Messages, Statement

DEPRESSION = ("depression_correlation", "depression_no_evidence", "depression_more_research")


@dataclass(frozen=True)
class Fact:
    """Something that the answer of an intent must say in one statement, however it is worded."""

    intent: str
    section: str
    patterns: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether a statement says it all."""
        return all(re.search(pattern, text, re.IGNORECASE) for pattern in self.patterns)


def _fact(what: str, intent: str, section: str, *patterns: str) -> object:
    return pytest.param(Fact(intent, section, patterns), id=f"{intent}: {what}")


TOO_LITTLE = "too (?:little|few)|not have enough"
DEPENDS = "depends", "cause|behind"
MOST_COMMON = "most (?:common|often)", "inadequate absorption"
SYMPTOMS = "B12 deficiency anemia", "symptoms", "fatigue, weakness,? and shortness of breath"
TREATABLE = "treatable|can be treated"
UNTREATED = "not treated", "serious (?:health )?(?:complications|consequences)"

FACTS = [
    _fact("a lack of B12", "definition", "causes", "deficiency", TOO_LITTLE),
    _fact(
        "two main causes",
        "causes",
        "causes",
        "two main causes",
        "autoimmune diseases",
        "inadequate absorption",
    ),
    _fact("absorption is the most common", "causes", "causes", *MOST_COMMON),
    _fact("absorption is the most common", "absorption", "causes", *MOST_COMMON),
    _fact("attacks on healthy cells", "autoimmune", "causes", "immune system", "healthy cells", "mistake"),
    _fact(
        "linked",
        "autoimmune",
        "causes",
        "Graves disease and lupus",
        "linked",
        "because they often occur together with",
    ),
    _fact(
        "two conditions",
        "autoimmune",
        "causes",
        "pernicious anemia",
        "atrophic gastritis",
        "hinder",
        "absorption",
    ),
    _fact("two reasons", "absorption", "causes", "digestive", "disorders", "strict vegan diet"),
    _fact("a strict vegan diet", "diet", "causes", "strict vegan diet", "absorption"),
    _fact("what is eaten is not absorbed", "diet", "causes", "absorb enough vitamin B12 from"),
    _fact("eating and drinking B12", "diet", "causes", "essential", r"\beat\b", r"\bdrink\b", "regularly"),
    _fact("tests", "diagnosis", "diagnosis", r"complete blood count \(CBC\)", "level in the blood"),
    _fact("a threshold", "diagnosis", "diagnosis", "less than 150 per ml"),
    _fact("a threshold", "level", "diagnosis", "deficient", "less than 150 per ml"),
    _fact("further tests", "diagnosis", "diagnosis", "some", "more tests", "cause|behind"),
    _fact("by cause", "treatment", "treatment", *DEPENDS),
    _fact("by cause", "treatment_duration", "treatment", *DEPENDS),
    _fact("short", "treatment_duration", "treatment", "in some cases", "short-term", "normal"),
    _fact("lifelong", "treatment_duration", "treatment", "autoimmune disease", "may need", "life"),
    _fact("no weight loss, no energy", "shots", "treatment", "common", "weight loss", "energy", r"\bnot\b"),
    _fact(
        "nothing for normal levels", "shots", "treatment", "already normal", r"\bno additional benefits?\b"
    ),
    _fact("a correlation", "depression", "depression", "several studies", "correlation", "low vitamin B12"),
    _fact("no evidence", "depression", "depression", "no evidence", "symptoms of depression"),
    _fact("more research", "depression", "depression", "more research is needed"),
    _fact("a lack of red blood cells", "anemia", "anemia", "anemia", TOO_LITTLE, "healthy red blood cells"),
    _fact("three symptoms", "anemia", "anemia", *SYMPTOMS),
    _fact("three symptoms", "symptoms", "anemia", *SYMPTOMS),
    _fact("serious if untreated", "anemia", "anemia", *UNTREATED),
    _fact("serious if untreated", "untreated", "anemia", "anemia", *UNTREATED),
    _fact("serious if untreated", "untreated", "importance", "B12 deficiency can", *UNTREATED),
    _fact("blood, DNA, nerves", "importance", "importance", "red blood cells", "DNA", "nerves"),
    _fact(
        "food and weight", "importance", "importance", "proteins and fats", "essential", "a healthy weight"
    ),
    _fact("the mind", "importance", "causes", "cognitive function"),
    _fact("treatable", "definition", "importance", TREATABLE),
    _fact("treatable", "treatment", "importance", TREATABLE),
    _fact("treatable", "untreated", "importance", TREATABLE),
    _fact(
        "a professional", "see_doctor", "importance", "healthcare professional", "diagnos", "treat", "crucial"
    ),
]
"""What the article says, one fact each; the words that no rewording may lose are the patterns."""


def _answers(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    yield from (intent.answer for intent in knowledge.intents.values() if intent.answer)
    yield from (flag.statements for flag in knowledge.red_flags.flags if flag.statements)


def _statement_texts(statement: Statement) -> Iterator[str]:
    yield from statement.texts


def _message_texts(messages: Messages) -> Iterator[str]:
    yield messages.disclaimer
    for field in fields(messages):
        value = getattr(messages, field.name)
        if isinstance(value, tuple):
            yield from value
    for texts in messages.smalltalk.values():
        yield from texts
    yield from messages.commands.values()
    yield from (getattr(messages.profile, field.name) for field in fields(messages.profile))
    yield from (getattr(messages.words, field.name) for field in fields(messages.words))


def _said(knowledge: Knowledge) -> Iterator[str]:
    """Yield everything that the bot can say."""
    for statement in knowledge.article.statements.values():
        yield from _statement_texts(statement)
    yield from _message_texts(knowledge.messages)
    for flag in knowledge.red_flags.flags:
        yield from (*flag.lead, *flag.close)
    yield from (resource.text for resource in knowledge.red_flags.resources.values())
    for intent in knowledge.intents.values():
        yield from filter(None, (intent.label, intent.command, intent.topic, intent.opening))
        yield from (facet.opening for facet in intent.facets if facet.opening)


@pytest.mark.parametrize("fact", FACTS)
def test_a_question_gets_the_fact(knowledge: Knowledge, fact: Fact) -> None:
    """One statement of the answer says it whole, and cites the section where the article says it."""
    statements = [knowledge.article.statements[key] for key in knowledge.intents[fact.intent].answer]
    assert [s.section for s in statements if fact.is_in(s.text)] == [fact.section]


@pytest.mark.parametrize("topic", ["Graves", "lupus"])
def test_autoimmune_diseases_are_linked_and_cause_nothing(knowledge: Knowledge, topic: str) -> None:
    """The article says “linked because they often coexist”; that they cause it would be our invention."""
    mentions = [text for text in _said(knowledge) if topic in text]
    assert mentions
    assert not [text for text in mentions if re.search(r"\bcaus(?:e|es|ed|ing)\b", text)]


@pytest.mark.parametrize(
    "topic",
    ["vegan", "digestive", "150", "weight", "energy", "most (?:common|often)", "main causes", "not treated"],
)
def test_what_medicine_would_qualify_is_attributed(knowledge: Knowledge, topic: str) -> None:
    """Where others would put it differently, the statement itself says that it is the article's word."""
    texts = [statement.text for statement in knowledge.article.statements.values()]
    mentions = [text for text in texts if re.search(topic, text, re.IGNORECASE)]
    assert mentions
    assert [text for text in mentions if "the article" not in text.casefold()] == []


def test_the_150_has_no_unit_and_a_caveat_says_so(knowledge: Knowledge) -> None:
    """It is the only figure; nothing guesses its unit, and nobody is invited to compare a lab value."""
    statements = knowledge.article.statements
    figures = {key: re.findall(r"\b\d+", statement.text) for key, statement in statements.items()}
    assert {key: found for key, found in figures.items() if found} == {"threshold": ["150"]}
    caveat = statements["threshold"].caveat or ""
    assert re.search(r"does not (?:name|give|say) the unit", caveat)
    assert re.search(r"lab value can't be compared", caveat)


def test_no_unit_is_named_anywhere(knowledge: Knowledge) -> None:
    """No statement and no caveat holds a unit of a blood level or a dose."""
    unit = re.compile(r"\b(?:[pnmu\u00b5\u03bc]?g|mcg|[pn]mol|iu)\b", re.IGNORECASE)
    texts = [t for statement in knowledge.article.statements.values() for t in _statement_texts(statement)]
    assert [text for text in texts if unit.search(text)] == []


def test_the_statements_on_depression_are_never_parted(knowledge: Knowledge) -> None:
    """An answer that gives one gives all three, one after the other: a correlation alone would mislead."""
    answers = [answer for answer in _answers(knowledge) if set(DEPRESSION) & set(answer)]
    assert answers
    for answer in answers:
        start = answer.index(DEPRESSION[0])
        assert answer[start : start + 3] == DEPRESSION
        assert sum(answer.count(key) for key in DEPRESSION) == 3


def test_the_symptoms_come_with_a_caveat(knowledge: Knowledge) -> None:
    """Three symptoms are named; that there are no others is not said."""
    caveat = knowledge.article.statements["anemia_symptoms"].caveat or ""
    assert "names no other symptoms" in caveat
    assert "does not mean that there are none" in caveat


def test_what_is_urgent_stands_in_a_paragraph_of_its_own(conversation: Conversation) -> None:
    """Whoever asks about breath reads the emergency number, but not before what they asked for."""
    for question in (
        "is shortness of breath a symptom of b12 deficiency",
        "what are the symptoms of low b12",
    ):
        first, *others = conversation.reply_to(question).paragraphs[1:]
        assert "shortness of breath" in first.text.casefold()
        urgent = [text.text for text in others if "emergency" in text.text]
        assert urgent == ["Is it suddenly hard to breathe? Call your local emergency number now."]


def test_nobody_is_led_to_stop_a_treatment(conversation: Conversation) -> None:
    """Where treatment or shots are talked about, it says not to."""
    for intent in ("treatment", "treatment_duration", "shots"):
        said = conversation.tap(intent).text
        assert re.search(r"do not stop a treatment|should not be stopped without asking", said)


def test_nothing_is_said_in_the_first_person(knowledge: Knowledge) -> None:
    """The author's “I” is an expert's; the bot is a program, and restates in the third person."""
    person = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]urs?)\b")
    assert [text for text in _said(knowledge) if person.search(text)] == []
