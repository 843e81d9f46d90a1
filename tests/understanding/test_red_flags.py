"""Red flags: looked for in the whole message, before anything is matched."""

import pytest

from bot.conversation import Conversation, Outcome
from bot.knowledge import Knowledge
from bot.understanding import Flagged, Understander

FILLER = "this is a long story about my week and my dog and the weather. " * 60


@pytest.mark.parametrize(
    "message",
    [
        FILLER[:3000] + " I want to kill myself",
        "I want to kill myself " + FILLER[:3000],
        "i want to k i l l myself",
        "I WANT TO DIE",
        "i don\u2019t want to live anymore",
        "i dont want to live anymore",
        "I w\u0430nt to ki\u200bll mys\u0435lf",
        "having suicdal thoughts",
        "\u0445\u043e\u0447\u0443 \u0443\u043c\u0435\u0440\u0435\u0442\u044c",
        "what causes b12 deficiency? i want to end my life",
        "/help i want to die",
    ],
)
def test_a_crisis_is_found_however_it_is_written(conversation: Conversation, message: str) -> None:
    """Long messages, spaced letters, look-alikes, apostrophes and misspelt nouns hide nothing."""
    reply = conversation.command(message) if message.startswith("/") else conversation.reply_to(message)
    assert (reply.outcome, reply.intents) == (Outcome.RED_FLAG, ("crisis",))
    assert "findahelpline.com" in reply.text
    assert not reply.choices


@pytest.mark.parametrize(
    ("message", "statement"),
    [
        ("my b12 is 141 pg/ml, is that bad", "threshold"),
        ("can i stop my injections", "depends_on_cause"),
        ("do i have b12 deficiency", "blood_tests"),
    ],
)
def test_a_personal_question_gets_the_passage_and_no_verdict(
    conversation: Conversation, knowledge: Knowledge, message: str, statement: str
) -> None:
    """It says that it can't judge, gives what the article says, and repeats nothing of the question."""
    reply = conversation.reply_to(message)
    assert (reply.outcome, reply.intents) == (Outcome.PERSONAL, ("personal",))
    assert knowledge.article.statements[statement].text in reply.text
    assert "can't judge" in reply.text
    assert "141" not in reply.text


def test_no_label_is_a_red_flag(knowledge: Knowledge, conversation: Conversation) -> None:
    """A button's words, typed or sent by the keyboard, always open what the button opens."""
    understander = Understander(knowledge)
    for button in conversation.tap("topics").buttons:
        assert conversation.reply(understander.understand(button.label)) == conversation.tap(button.target)


def test_no_example_is_a_red_flag(knowledge: Knowledge) -> None:
    """The phrases do not swallow the questions that the intents are there to answer."""
    understander = Understander(knowledge)
    examples = [example for intent in knowledge.intents.values() for example in intent.examples]
    assert [e for e in examples if isinstance(understander.understand(e).meaning, Flagged)] == []
