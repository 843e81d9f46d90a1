"""Changed questions, forums, groups, and what is forgotten: the application against a real HTTP server."""

import logging

import pytest

from bot.conversation import Conversation
from bot.incoming.application import App
from bot.preview.telegram.state import now
from bot.preview.telegram.values import JSON
from tests.handlers.updates import entities, handle
from tools.standin import Client, StandIn

PHOTO = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
SAME = "what causes b12 deficency"
QUESTION = "what causes b12 deficiency"


@pytest.fixture(autouse=True)
def _nothing_goes_wrong(caplog: pytest.LogCaptureFixture) -> object:
    """Nothing that Telegram refuses on the way is an error to anybody."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


def changed(message: JSON, text: str) -> JSON:
    """A message after its author changed it."""
    return message | {"text": text, "edit_date": now()}


async def test_a_mended_typo_leaves_the_reply_as_it_stands(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """Telegram refuses to write the same again; that is no failure, and no second reply."""
    message = client.message(text=SAME)
    await handle(application, telegram, message=message)
    assert await handle(application, telegram, edited_message=changed(message, QUESTION)) == [
        "editMessageText"
    ]
    assert [sent.text for sent in client.messages] == [conversation.tap("causes").text]


async def test_a_reply_that_is_gone_is_sent_anew(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """Its author took it away, or it is too old to be changed; the new one can be changed again."""
    message = client.message(text=QUESTION)
    await handle(application, telegram, message=message)
    telegram.fail("editMessageText", 400, "Bad Request: message to edit not found")
    change = changed(message, "how is b12 deficiency treated")
    called = await handle(application, telegram, edited_message=change)
    assert called == ["editMessageText", "sendMessage"]
    await handle(application, telegram, edited_message=changed(message, "do b12 shots give energy"))
    assert client.last.text == conversation.reply_to("do b12 shots give energy").text
    assert len(client.messages) == 2


async def test_a_change_of_what_is_not_remembered_gets_a_reply(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """The bot was started anew since, or was asked to forget the chat."""
    message = client.message(text="never mind")
    assert await handle(application, telegram, edited_message=changed(message, QUESTION)) == ["sendMessage"]
    await handle(application, telegram, message=client.message(text="/Forget"))
    shots = changed(message, "Shots")
    assert await handle(application, telegram, edited_message=shots) == ["sendMessage"]
    assert client.last.text == conversation.tap("shots").text


@pytest.mark.parametrize("text", [QUESTION, "i want to die"])
async def test_what_telegram_itself_changed_gets_nothing(
    application: App, telegram: StandIn, client: Client, text: str
) -> None:
    """It has no date of an edit: a preview was loaded, somebody reacted. Remembered or not."""
    message = client.message(text=text)
    assert await handle(application, telegram, edited_message=message) == []
    await handle(application, telegram, message=message)
    assert await handle(application, telegram, edited_message=message) == []


async def test_a_caption_that_was_added_is_answered(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """The photo alone was told that the bot reads text only."""
    message = client.message(photo=PHOTO)
    await handle(application, telegram, message=message)
    captioned = message | {"caption": QUESTION, "edit_date": now()}
    assert await handle(application, telegram, edited_message=captioned) == ["sendMessage"]
    assert client.last.text == conversation.tap("causes").text


@pytest.mark.parametrize("before", [QUESTION, "i want to die"])
async def test_a_change_to_a_crisis_gets_help_in_a_message_of_its_own(
    application: App, telegram: StandIn, client: Client, conversation: Conversation, before: str
) -> None:
    """A phone makes no sound for a message that is only changed."""
    message = client.message(text=before)
    await handle(application, telegram, message=message)
    change = changed(message, "i want to kill myself")
    assert await handle(application, telegram, edited_message=change) == ["sendMessage"]
    assert client.last.text == conversation.reply_to("i want to kill myself").text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (QUESTION, f"@standin_bot {QUESTION}"),
        (f"/aks {QUESTION}", f"/ask {QUESTION}"),
        ("/help@other_bot", f"/ask@standin_bot\n{QUESTION}"),
        ("my head hurts", "/ask: i want to kill myself"),
    ],
)
async def test_a_change_that_makes_it_a_question_in_a_group_gets_a_reply(
    application: App, telegram: StandIn, before: str, after: str
) -> None:
    """Nothing was said to it as it was."""
    group = telegram.group()
    message = group.message(text=before)
    assert await handle(application, telegram, message=message) == []
    change = changed(message, after) | {"entities": entities(after)}
    assert await handle(application, telegram, edited_message=change) == ["sendMessage"]
    assert ("findahelpline.com" in group.last.text) is ("kill" in after)


async def test_forget_forgets_the_thumbs_too(application: App, telegram: StandIn, client: Client) -> None:
    """Another tap on the thumbs as they were is the first one again, and takes nothing back."""
    await handle(application, telegram, message=client.message(text=QUESTION))
    old = client.last.as_json()
    tap = {
        "from": old["chat"] | {"is_bot": False},
        "chat_instance": "1",
        "data": "vote:up:causes",
        "message": old,
    }
    await handle(application, telegram, callback_query=tap | {"id": "1"})
    await handle(application, telegram, message=client.message(text="/forget"))
    await handle(application, telegram, callback_query=tap | {"id": "2"})
    marked = [str(call.params["reply_markup"]) for call in telegram.calls_of("editMessageReplyMarkup")]
    assert ["\u2713" in thumbs for thumbs in marked] == [True, True]


async def test_a_changed_question_in_a_group_changes_its_reply(
    application: App, telegram: StandIn, conversation: Conversation
) -> None:
    """If it is still meant for the bot."""
    group = telegram.group()
    message = group.message(text=f"/ask {QUESTION}")
    await handle(application, telegram, message=message)
    change = changed(message, "/ask how is b12 deficiency treated")
    assert await handle(application, telegram, edited_message=change) == ["editMessageText"]
    assert group.last.text == conversation.tap("treatment").text
    assert await handle(application, telegram, edited_message=changed(message, "never mind")) == []


async def test_topics_of_a_forum_are_conversations_of_their_own(
    application: App, telegram: StandIn, conversation: Conversation
) -> None:
    """A “why?” in one does not lean on what was said in another."""
    here, there = telegram.group(thread=7), telegram.group(thread=8)
    for group, text in ((here, QUESTION), (there, "do b12 shots give energy"), (here, "why?")):
        await handle(application, telegram, message=group.message(text=f"/ask {text}"))
    assert here.last.text == conversation.tap("absorption").text


async def test_a_group_gets_twenty_messages_a_minute_at_most(application: App, telegram: StandIn) -> None:
    """However many ask, at once or one after the other."""
    start = now()
    for second in range(60):
        asker = telegram.group(user_id=5000 + second)
        message = asker.message(text=f"/ask {QUESTION}") | {"date": start + second}
        await handle(application, telegram, message=message)
    sent = telegram.calls_of("sendMessage")
    assert 10 <= len(sent) <= 20


async def test_half_a_word_offers_the_topics_inline(
    application: App, telegram: StandIn, conversation: Conversation
) -> None:
    """Nobody wants to send that the bot did not understand."""
    query: JSON = {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "Ada"}, "offset": ""}
    await handle(application, telegram, inline_query=query | {"query": "asdf qwer"})
    (call,) = telegram.calls_of("answerInlineQuery")
    titles = [result["title"] for result in call.params["results"]]
    topics = [button.target for button in conversation.compose.quick_replies][:-1]
    assert titles == [conversation.tap(topic).paragraphs[0].text for topic in topics]


async def test_what_a_reply_to_a_photo_shows_can_be_chosen(
    application: App, telegram: StandIn, client: Client, conversation: Conversation
) -> None:
    """“The second one” is of the topics under it, not of the buttons further above."""
    for message in ({"text": QUESTION}, {"photo": PHOTO}, {"text": "the second one"}):
        await handle(application, telegram, message=client.message(**message))
    assert client.last.text == conversation.tap(conversation.compose.quick_replies[1].target).text
