"""Answers: what leads them, what waits behind a button, and how long they are."""

from itertools import chain
from statistics import median

import pytest

from bot.conversation import Conversation, Outcome, Reply, Style
from bot.conversation.answers import MORE
from bot.knowledge import Kind, Knowledge

BYTES = 64
"""Of what a button sends, as Telegram keeps it."""


def facets(conversation: Conversation) -> list[tuple[str, str, Reply]]:
    """Return each facet of each answered intent, with its reply."""
    return [
        (intent.id, facet.id, conversation.compose.answer([intent], 100.0, [facet.id]))
        for intent in conversation.knowledge.of_kind(Kind.ANSWERED)
        for facet in intent.facets
    ]


def test_the_opening_is_said_in_place_of_the_statement_that_leads(conversation: Conversation) -> None:
    """First of all, and that statement not once more; its id comes first as well."""
    statements = conversation.knowledge.article.statements
    for intent, name, reply in facets(conversation):
        facet = conversation.knowledge.intents[intent].facet(name)
        assert facet
        lead = conversation.knowledge.intents[intent].lead(facet)
        assert reply.statements[0] == lead
        assert reply.paragraphs[1].text == (facet.opening or statements[lead].text)
        assert not facet.opening or statements[lead].text not in reply.text


def test_no_answer_begins_with_a_bare_yes_or_no(knowledge: Knowledge) -> None:
    """It must be true whichever way round it was asked."""
    openings = [f.opening for i in knowledge.intents.values() for f in i.facets if f.opening]
    assert [
        text for text in openings if text.split()[0].strip(",.:").casefold() in {"yes", "no", "not"}
    ] == []


def test_what_goes_together_is_said_together(conversation: Conversation) -> None:
    """Whichever of a group leads, and in every whole answer: all of it, one after the other."""
    for intent, name, reply in facets(conversation):
        whole = conversation.tap(f"{MORE}{intent}.{name}")
        for group in conversation.knowledge.article.together:
            for one in (reply, whole):
                places = [at for at, key in enumerate(one.statements) if key in group]
                assert len(places) in {0, len(group)}
                assert not places or places == list(range(places[0], places[0] + len(group)))


def test_more_gives_all_that_there_is(conversation: Conversation) -> None:
    """The same lead first, then everything of the answer, and no button for more."""
    for intent, name, reply in facets(conversation):
        whole = conversation.tap(f"{MORE}{intent}.{name}")
        answer = conversation.knowledge.intents[intent].answer
        assert set(whole.statements) == {*answer, reply.statements[0]}
        assert whole.statements[0] == reply.statements[0]
        assert not whole.actions
        assert bool(reply.actions) == (len(whole.statements) > len(reply.statements))
        assert all(len(f"pick:{button.target}".encode()) <= BYTES for button in reply.actions)


@pytest.mark.parametrize("target", ["more:", "more:nowhere.x", "more:dose.x", "more:thanks."])
def test_more_of_nothing_gets_a_kind_word(conversation: Conversation, target: str) -> None:
    """An old button, or data that nobody's button has."""
    assert conversation.tap(target) == conversation.compose.expired_button()


def test_a_facet_that_is_gone_is_the_question_in_general(conversation: Conversation) -> None:
    """A button of a message from before editors changed the facets still opens its topic."""
    assert conversation.tap("more:causes.gone") == conversation.tap("more:causes.general")


def test_remarks_come_after_what_the_article_says(conversation: Conversation) -> None:
    """Once each, in one paragraph, before the source."""
    for _, _, reply in facets(conversation):
        styles = [paragraph.style for paragraph in reply.paragraphs]
        assert styles.count(Style.CAVEAT) <= 1
        assert styles[-1] is Style.SOURCE
        assert Style.CAVEAT not in styles or styles[-2] is Style.CAVEAT


def test_none_of_these_gets_all_topics(conversation: Conversation) -> None:
    """Where a suggestion has nothing that was meant."""
    reply = conversation.reply_to("my belly and b12")
    assert [button.label for button in reply.actions] == ["None of these"]
    assert conversation.tap(reply.actions[0].target) == conversation.compose.rephrase()


def test_topics_go_from_a_to_z(conversation: Conversation) -> None:
    """An order that can be seen."""
    labels = [button.label.casefold() for button in conversation.tap("topics").buttons]
    assert labels == sorted(labels)


def test_a_gap_says_what_comes_nearest(conversation: Conversation) -> None:
    """In the same breath: the article does not say this, it does say that."""
    for intent in conversation.knowledge.of_kind(Kind.GAP):
        reply = conversation.compose.gap(intent, 100.0)
        said = reply.paragraphs[1].text
        assert said.startswith("The article does not say ")
        assert intent.opening
        assert said.endswith(intent.opening)
        assert reply.statements == (intent.nearest,)


@pytest.mark.parametrize("text", ["hi", "thanks", "bye", "ok", "lol"])
def test_small_talk_has_the_short_disclaimer(conversation: Conversation, text: str) -> None:
    """One line, which keeps the words that every message has."""
    reply = conversation.reply_to(text)
    if reply.outcome is Outcome.SMALL_TALK:
        assert reply.disclaimer == conversation.knowledge.messages.short_disclaimer
        assert "healthcare professional" in reply.text


@pytest.mark.parametrize(
    ("text", "may_be_urgent"),
    [("my b12 is 98", True), ("zzz", True), ("my belly and b12", False), ("do giraffes b12", False)],
)
def test_what_may_be_urgent_gets_the_emergency_line(
    conversation: Conversation, text: str, *, may_be_urgent: bool
) -> None:
    """A number of one's own, and what was not understood; no question of ours, foreseen or not."""
    assert ("If this is urgent" in conversation.reply_to(text).text) is may_be_urgent


def test_two_answers_are_their_leads(conversation: Conversation) -> None:
    """No statement twice, no heading alone, each in the words that fit its question."""
    intents = conversation.knowledge.intents
    reply = conversation.compose.answer([intents["treatment"], intents["treatment_duration"]])
    assert len(set(reply.statements)) == len(reply.statements)
    headings = [at for at, one in enumerate(reply.paragraphs) if one.style is Style.HEADING]
    assert all(reply.paragraphs[at + 1].style is Style.TEXT for at in headings)
    assert not reply.actions


def test_answers_are_short(conversation: Conversation) -> None:
    """Before source and disclaimer: at most 60 words in the middle, and 90 at all."""
    counts = [
        sum(len(p.text.split()) for p in reply.paragraphs if p.style is not Style.SOURCE)
        for _, _, reply in facets(conversation)
    ]
    assert median(counts) <= 60
    assert max(counts) <= 90


def test_every_statement_can_be_reached(conversation: Conversation, knowledge: Knowledge) -> None:
    """At once or behind *More*."""
    wholes = (
        conversation.tap(f"{MORE}{intent.id}.").statements for intent in knowledge.of_kind(Kind.ANSWERED)
    )
    assert set(chain.from_iterable(wholes)) == knowledge.article.statements.keys()
