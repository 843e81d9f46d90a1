"""Telling words of gaps: what a question mentions beside what is answered, and the article does not say."""

import pytest

from bot.conversation import Conversation, Outcome
from bot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("question", "intents"),
    [
        ("b12 deficiency treatment cost", ("treatment", "cost")),
        ("b12 deficiency treatment insurance", ("treatment", "cost")),
        ("b12 jabs for weight loss side effects", ("shots", "side_effects")),
        ("which blood test shows low b12 at home", ("diagnosis", "other_tests")),
        ("symptoms of b12 deficiency in men", ("symptoms", "how_common")),
    ],
)
def test_the_aspect_is_answered_and_the_gap_gets_one_sentence(
    conversation: Conversation, knowledge: Knowledge, question: str, intents: tuple[str, ...]
) -> None:
    """Where a gap is mentioned beside what the article covers, in one phrase."""
    reply = conversation.reply_to(question)
    assert (reply.outcome, reply.intents) == (Outcome.ANSWER, intents)
    texts = [paragraph.text for paragraph in reply.paragraphs]
    assert texts.count(f"The article does not say {knowledge.intents[intents[-1]].topic}.") == 1


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("b12 blood test price", "cost"),
        ("b12 shots while pregnant", "pregnancy"),
        ("symptoms of b12 deficiency in children", "children"),
        ("how does metformin affect b12 absorption", "medicines"),
    ],
)
def test_a_gap_that_is_surely_asked_speaks_first(
    conversation: Conversation, question: str, intent: str
) -> None:
    """So do those that have no telling words: whom it is about may decide all."""
    reply = conversation.reply_to(question)
    assert (reply.outcome, reply.intents) == (Outcome.GAP, (intent,))


@pytest.mark.parametrize(
    "question",
    [
        "i live with my mum at home, which test shows low b12",
        "my insurance is fine. how is b12 deficiency treated",
        "do tablets treat b12 deficiency",
    ],
)
def test_a_story_and_a_word_of_the_intents_own_get_no_sentence(
    conversation: Conversation, question: str
) -> None:
    """What stands in another clause, or in the intent's own examples, is nothing besides."""
    assert len(conversation.reply_to(question).intents) == 1
