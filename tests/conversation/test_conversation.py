"""The conversation: what every outcome says, and what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Conversation, Outcome, Reply, Style
from bot.knowledge import Kind, Knowledge, Text
from bot.preview.telegram import parse_html
from bot.understanding import Answer
from tests.real import real_conversation, real_learnt

WORDS = st.sampled_from(
    (
        *(
            "b12",
            "\u041212",
            "what causes",
            "shots",
            "kill myself",
            "my level",
            "141",
            "depression",
            "hi",
            "low",
        ),
        *("help", "weather", "can't breathe", "why", "<b>", "&", "{topic}", "/start", "thanks", "metformin"),
    )
)


def check(reply: Reply) -> None:
    """Assert what holds for every reply."""
    assert reply.disclaimer in real_conversation().compose.disclaimers
    assert reply.text.endswith("\n\n" + reply.disclaimer)
    assert "healthcare professional" in reply.disclaimer
    assert reply.text.count(reply.disclaimer) == 1
    assert len(reply.text.encode("utf-16-le")) // 2 <= 4_000
    assert reply.paragraphs
    assert all(paragraph.text.strip() for paragraph in reply.paragraphs)
    assert "{" not in reply.text
    assert 0 <= reply.score <= 100
    assert len({button.label for button in reply.shown}) == len(reply.shown)


def replies(knowledge: Knowledge) -> list[Reply]:
    """Every reply that does not depend on what was typed, and one of each outcome that does."""
    names = [name for name, _ in real_conversation().commands()]
    typed = [
        "how much b12",
        "b12 side effects",
        "zzz",
        "my b12 is 100",
        "i want to die",
        "i can't breathe",
        "b12",
    ]
    return [
        *(real_conversation().command(f"/{name}") for name in (*names, "unknown")),
        *(real_conversation().tap(intent) for intent in (*knowledge.intents, "topics", "unknown")),
        *(real_conversation().reply_to(text) for text in typed),
        real_conversation().compose.unsupported(),
        real_conversation().compose.apology(),
    ]


def test_every_reply_ends_with_the_disclaimer(knowledge: Knowledge) -> None:
    """Answers, pages, apologies, whatever is sent: once, at the end, within Telegram's limits."""
    for reply in replies(knowledge):
        check(reply)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=8).map(" ".join)))
def test_whatever_is_typed_gets_a_proper_reply(text: str) -> None:
    """No text makes the conversation raise, fall silent or leave the disclaimer out."""
    check(real_conversation().reply_to(text))
    check(real_conversation().command("/" + text))
    check(real_conversation().tap(text))


@given(st.text(alphabet="abcdefgh \u0432\u0413<>&\"'{}", min_size=12, max_size=80))
def test_nothing_that_was_typed_is_echoed(text: str) -> None:
    """A reply does not depend on the person's words beyond which reply it is."""
    assert text not in real_conversation().reply_to(text).text


@pytest.mark.parametrize(
    ("text", "outcome", "intents"),
    [
        ("what causes b12 deficiency", Outcome.ANSWER, ("causes",)),
        ("Causes", Outcome.ANSWER, ("causes",)),
        ("why b12 MATTERS", Outcome.ANSWER, ("importance",)),
        ("how much b12 should i take", Outcome.GAP, ("dose",)),
        ("thanks", Outcome.SMALL_TALK, ("thanks",)),
        ("my b12 is 141", Outcome.PERSONAL, ("personal",)),
        ("i want to die", Outcome.RED_FLAG, ("crisis",)),
        ("i can't breathe", Outcome.RED_FLAG, ("emergency",)),
        ("weather tomorrow", Outcome.FALLBACK, ()),
        ("asdfghjkl", Outcome.FALLBACK, ()),
        ("", Outcome.FALLBACK, ()),
        ("\U0001f600", Outcome.FALLBACK, ()),
        ("b12", Outcome.SMALL_TALK, ("help",)),
        ("Vitamin B-12?", Outcome.SMALL_TALK, ("help",)),
        ("vitamn b12", Outcome.SMALL_TALK, ("help",)),
        ("All topics", Outcome.SMALL_TALK, ("help",)),
    ],
)
def test_each_outcome(
    conversation: Conversation, text: str, outcome: Outcome, intents: tuple[str, ...]
) -> None:
    """What a message becomes, and which intent it is about."""
    reply = conversation.reply_to(text)
    assert (reply.outcome, reply.intents) == (outcome, intents)


def test_a_personal_reply_is_said_to_the_rest_too(conversation: Conversation, knowledge: Knowledge) -> None:
    """Who is told to ask the doctor was not misunderstood."""
    compose = conversation.compose
    alarm = conversation.understander.alarms.find("should i stop my tablets")
    assert alarm
    said = compose.answer([knowledge.intents["causes"]])
    unsure = compose.with_the_rest(said, Answer(("causes",), has_rest=True))
    assert compose.flagged(alarm, unsure).paragraphs == compose.flagged(alarm, said).paragraphs


def test_weight_loss_gets_the_shot_myth(conversation: Conversation, knowledge: Knowledge) -> None:
    """However it is put, it is never answered with the role of B12 in a healthy weight."""
    statements = knowledge.article.statements
    for text in (
        "does b12 help lose weight",
        "b12 for weight loss",
        "will b12 make me slim",
        "b12 to burn fat",
    ):
        reply = conversation.reply_to(text)
        assert reply.intents[:1] == ("shots",), text
        assert statements["proteins_fats_weight"].text not in reply.text


def test_a_number_gets_the_threshold_with_its_caveat_and_no_verdict(
    conversation: Conversation, knowledge: Knowledge
) -> None:
    """Whether 140 is low is answered with what the article says, and that the two can't be compared."""
    threshold = knowledge.article.statements["threshold"]
    reply = conversation.reply_to("is 140 low")
    assert threshold.caveat
    assert threshold.caveat in reply.text
    assert "140" not in reply.text


def test_an_answer_names_its_section(conversation: Conversation, knowledge: Knowledge) -> None:
    """Every answer has a heading, and says where in the article it stands."""
    for intent in knowledge.of_kind(Kind.ANSWERED):
        paragraphs = conversation.tap(intent.id).paragraphs
        assert paragraphs[0].style is Style.HEADING
        assert paragraphs[0].text == f"{intent.label} {intent.emoji}"
        assert paragraphs[-1].style is Style.SOURCE
        section = knowledge.article.statements[intent.answer[0]].section
        assert knowledge.article.sections[section].heading in paragraphs[-1].text


def test_a_gap_never_says_no(conversation: Conversation, knowledge: Knowledge) -> None:
    """Where the article is silent, the reply says so, and offers what the article does say."""
    for intent in knowledge.of_kind(Kind.GAP):
        reply = next(
            reply
            for example in intent.examples
            if (reply := conversation.reply_to(example)).intents == (intent.id,)
        )
        assert "The article does not say " in reply.text
        assert 1 <= len(reply.buttons) <= 4


def test_beside_help_lines_a_gap_says_only_that_it_is_one(knowledge: Knowledge) -> None:
    """However many paragraphs it has elsewhere, and whichever of them is about buttons."""
    messages = knowledge.messages
    messages = replace(messages, unforeseen=(Text("Tap something."), *messages.unforeseen))
    conversation = Conversation(replace(knowledge, messages=messages), real_learnt())
    for text, silence in (
        ("what dose of b12 stops suicidal thoughts", "does not say how much vitamin B12"),
        ("is b12 sold against suicidal thoughts in japan", "found no answer in the article"),
    ):
        reply = conversation.reply_to(text)
        assert (reply.outcome, reply.intents[1:]) == (Outcome.GAP, ("crisis",))
        assert silence in reply.text
        assert "Tap" not in reply.text


def test_every_button_that_is_a_link_opens_what_it_says(conversation: Conversation) -> None:
    """A link comes as `/start` with what the button opens: a topic, or the page of all topics."""
    for button in (*conversation.compose.quick_replies, *conversation.tap("topics").buttons):
        assert conversation.command(f"/start {button.target}") == conversation.tap(button.target)


def test_suggestions_are_buttons_in_the_words_of_the_labels(conversation: Conversation) -> None:
    """Two to four, each opening an answer; whatever is not understood for sure today."""
    texts = (
        "my belly and b12",
        "tell me about the blood and b12 and shots",
        "blood",
        "b12 blood nerves mood",
    )
    asked = map(conversation.reply_to, texts)
    suggestions = [reply for reply in asked if reply.outcome is Outcome.SUGGEST]
    assert suggestions
    for reply in suggestions:
        assert 2 <= len(reply.buttons) <= 4
        assert tuple(button.target for button in reply.buttons) == reply.intents
        assert all(conversation.tap(button.target).outcome is Outcome.ANSWER for button in reply.buttons)


def test_source_and_privacy_say_what_they_must(conversation: Conversation) -> None:
    """/source: title, unnamed author, no date, one article, day taken in. /privacy: nothing is kept."""
    source, privacy = conversation.command("/source").text, conversation.command("/privacy").text
    for words in (
        "An Expert's Perspective",
        "does not name its author",
        "no date",
        "one article",
        "2026-11-22",
    ):
        assert words in source
    for words in (
        "no messages and no names",
        "None of this is written to disk",
        "encrypted",
        "/forget",
        "Why:",
    ):
        assert words in privacy


def test_the_reply_is_what_telegram_would_show(knowledge: Knowledge) -> None:
    """Written as Telegram's HTML and parsed again, every reply is its plain text."""
    from bot.handlers.rendering import html  # noqa: PLC0415 - only this test looks through Telegram's door

    for reply in replies(knowledge):
        assert parse_html(html(reply))[0] == reply.text


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("what causes it and how is it diagnosed?", ("causes", "diagnosis")),
        ("how is b12 deficiency treated? what are the symptoms", ("treatment", "symptoms")),
        ("what is b12 deficiency; how long does treatment last", ("definition", "treatment_duration")),
        ("link between b12 and depression", ("depression",)),
        ("b12 shots for energy and weight loss", ("shots",)),
        ("fatigue and vitamin b12", ("symptoms",)),
    ],
)
def test_two_questions_get_both_answers_in_the_order_asked(
    conversation: Conversation, text: str, intents: tuple[str, ...]
) -> None:
    """In one message, with one disclaimer; what merely has an "and" in it is one question."""
    reply = conversation.reply_to(text)
    check(reply)
    assert (reply.outcome, reply.intents) == (Outcome.ANSWER, intents)
    headings = [paragraph for paragraph in reply.paragraphs if paragraph.style is Style.HEADING]
    assert len(headings) == len(intents)
    assert len(reply.buttons) <= 4
    assert not {button.target for button in reply.buttons} & set(intents)
