"""Other languages: known by their words and letters, and never at the cost of an English question."""

from pathlib import Path

import pytest

from bot.conversation import Conversation, Outcome
from bot.knowledge import Knowledge
from bot.understanding import OtherLanguage
from tests.files import read_yaml
from tests.real import golden_questions, understood

FOLDER = Path(__file__).parent
SPOKEN = read_yaml(FOLDER / "languages.yaml")
NOT_ENGLISH = frozenset(read_yaml(FOLDER / "not_english.yaml"))


def told(text: str) -> str | None:
    """The language that a message is taken for."""
    match understood(text).meaning:
        case OtherLanguage(language):
            return str(language.name)
    return None


@pytest.mark.parametrize(
    ("language", "message"),
    [pytest.param(name, message, id=message) for name, messages in SPOKEN.items() for message in messages],
)
def test_a_message_in_another_language_is_told_so_in_it(
    conversation: Conversation, knowledge: Knowledge, language: str, message: str
) -> None:
    """One line in that language, one in English, topics and disclaimer, also where it names B12."""
    assert told(message) == language
    reply = conversation.reply_to(message)
    line = next(one.reply for one in knowledge.languages if one.name == language)
    assert (reply.outcome, reply.intents) == (Outcome.FALLBACK, ())
    assert [p.text for p in reply.paragraphs] == [line, *knowledge.messages.other_language]
    assert reply.choices == conversation.compose.quick_replies
    assert reply.text.endswith(conversation.compose.disclaimer)


def test_the_languages_that_must_be_known_are(knowledge: Knowledge) -> None:
    """Those that were promised; each language of the table is spoken in the messages above."""
    promised = {"spanish", "portuguese", "russian", "hindi", "arabic", "french", "german", "indonesian"}
    assert promised <= set(SPOKEN)
    assert {language.name for language in knowledge.languages} == set(SPOKEN)


def test_no_golden_question_in_english_is_turned_away() -> None:
    """All golden questions but those listed in `not_english.yaml`, which are in other languages indeed."""
    questions = {question.text for question in golden_questions()}
    assert len(questions) > 1_500
    turned_away = {question for question in questions if told(question)}
    assert turned_away - NOT_ENGLISH == set()
    assert questions >= NOT_ENGLISH


@pytest.mark.parametrize(
    "text",
    ["\u041212", "\u041212 \u0441auses", "vitamin \u041212?", "is it die hard", "a la carte", "me", "b12 es"],
)
def test_english_with_strange_letters_or_words_is_english(text: str) -> None:
    """A B12 that was typed with a Cyrillic letter is no Russian; one foreign word is no language."""
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Ich will nicht mehr leben, ich habe schon alles vorbereitet", "crisis"),
        ("मैं अब जीना नहीं चाहता, मुझे मर जाना है", "crisis"),
        ("meu filho está convulsionando agora", "emergency"),
        ("Mi hermana dice que se quiere morir, ¿qué hago?", "crisis"),
    ],
)
def test_a_red_flag_in_another_language_gets_help(conversation: Conversation, text: str, intent: str) -> None:
    """Not a word on languages comes before the help lines."""
    reply = conversation.reply_to(text)
    assert reply.outcome is Outcome.RED_FLAG
    assert reply.intents == (intent,)
