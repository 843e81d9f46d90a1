"""The bot against a real HTTP server that speaks the Bot API: polling."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation import Conversation
from bot.preview.telegram import Message
from bot.preview.telegram.values import JSON
from tests.bots import Bot, running
from tests.delivery.conftest import PEOPLE
from tools.standin import Client, StandIn

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("polling", "_nothing_refused"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telegram() -> AsyncIterator[StandIn]:
    """One Telegram for all tests of this file."""
    async with StandIn() as telegram:
        yield telegram


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def polling(telegram: StandIn) -> AsyncIterator[Bot]:
    """One bot for all tests of this file: each test is another person."""
    async with running(telegram) as bot:
        yield bot


def tap(message: Message, data: str) -> dict[str, object]:
    """A tap on a button under a message, that Telegram will not hear of any more."""
    person = {"id": message.chat["id"], "is_bot": False, "first_name": "Ada"}
    query = {"id": "1", "from": person, "message": message.as_json(), "chat_instance": "1", "data": data}
    return {"callback_query": query}


async def test_a_question_in_own_words_is_answered(client: Client, conversation: Conversation) -> None:
    """A question with typos gets a formatted answer that ends with the disclaimer, and follow-up buttons."""
    message = await client.say("wat causes b12 deficency??")
    assert message.text == conversation.tap("causes").text
    assert message.text.endswith(conversation.compose.disclaimer)
    assert message.html.startswith("<b>Causes \U0001f50d</b>")
    assert message.inline_buttons[0] == ["Autoimmune diseases", "Absorption"]


async def test_start_puts_the_topics_on_the_keyboard(client: Client) -> None:
    """/start shows the main topics in words, two a row, and they stay."""
    message = await client.say("/start")
    assert message.keyboard == [
        ["Causes", "Diagnosis"],
        ["Treatment", "Shots"],
        ["Depression", "Anemia"],
        ["Why B12 matters", "All topics"],
    ]
    assert (await client.press("Shots")).text.startswith("Shots \U0001f489\n\n")
    assert client.last.keyboard == message.keyboard


async def test_buttons_lead_from_answer_to_answer(client: Client) -> None:
    """Follow-up buttons under an answer open their answers; every tap is answered."""
    await client.say("/treatment")
    assert (await client.press("Shots")).text.startswith("Shots \U0001f489\n\n")
    assert (await client.press("B12 level")).text.startswith("B12 level \U0001f4cf\n\n")


@pytest.mark.parametrize(
    "command", ["causes", "diagnosis", "treatment", "shots", "depression", "anemia", "importance"]
)
async def test_each_main_topic_has_a_command(
    client: Client, conversation: Conversation, command: str
) -> None:
    """A main topic's command gives the same answer as its button."""
    message = await client.say(f"/{command}")
    assert message.text == conversation.tap(command).text


@pytest.mark.parametrize("command", ["start", "help", "topics", "source", "privacy", "nonsense", "start x@y"])
async def test_every_command_gets_a_reply(client: Client, conversation: Conversation, command: str) -> None:
    """Pages of the bot, and commands it does not have, get a text that ends with the disclaimer."""
    message = await client.say(f"/{command}")
    assert message.text.endswith(conversation.compose.disclaimer)


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "sticker", "document", "video", "location", "contact", "poll", "dice"]
)
async def test_what_is_not_text_gets_one_kind_text(client: Client, kind: str) -> None:
    """The bot says that it reads only text, whatever was sent."""
    message = await client.send(kind)
    assert "can only read text" in message.text


async def test_an_album_gets_one_reply(client: Client) -> None:
    """Telegram sends an album as many messages; the person sent one thing."""
    await client.send("photo", media_group_id="77")
    for _ in range(2):
        photo = client.message(photo=[{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}])
        await client.send_update({"message": photo | {"media_group_id": "77"}})
    await client.say("thanks")
    assert len(client.messages) == 2


async def test_an_album_with_a_caption_gets_its_answer_alone(
    client: Client, conversation: Conversation
) -> None:
    """The other photos are no question, and no second reply; another caption is one."""
    photo: JSON = {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}
    for caption in ("what causes low b12", "", "", "how is low b12 treated"):
        extra = photo | ({"caption": caption} if caption else {})
        await client.send_update({"message": client.message(media_group_id="78", **extra)})
    await client.until_sent(2)
    await client.say("thanks")
    asked = [conversation.tap(intent).text for intent in ("causes", "treatment")]
    assert [message.text for message in client.messages[:-1]] == asked


async def test_an_old_tap_still_opens_its_answer(telegram: StandIn, client: Client) -> None:
    """Telegram refuses to hear of a tap after a while; the person gets the answer nevertheless."""
    await client.say("/causes")
    telegram.fail("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    await client.send_update(tap(client.last, "open:diet"))
    assert (await client.until_sent(2))[1].text.startswith("Diet")


async def test_a_slow_chat_does_not_hold_up_another(telegram: StandIn) -> None:
    """While Telegram makes one chat wait, another is answered."""
    slow, quick = (telegram.client(user_id=next(PEOPLE)) for _ in range(2))
    await slow.say("hello")
    telegram.fail("sendMessage", 502, "Bad Gateway", times=3)
    await slow.send_update({"message": slow.message(text="what causes b12 deficiency")})
    await slow.send_update({"message": slow.message(text="thanks")})
    while len(telegram.calls_of("sendMessage")) < 2:
        await asyncio.sleep(0.01)
    await quick.say("what causes b12 deficiency")
    texts = [message.text.split()[0] for message in (await slow.until_sent(3))[1:]]
    assert texts == ["Causes", "You"]


async def test_a_caption_counts_as_text(client: Client) -> None:
    """A photo with a question is answered by its question."""
    message = await client.send("photo", caption="what causes b12 deficiency")
    assert message.text.startswith("Causes")


async def test_nothing_typed_is_echoed(client: Client) -> None:
    """Neither markup nor text of the person comes back."""
    message = await client.say("<b>zyxwv</b> <script> & what causes it </i>")
    assert "zyxwv" not in message.html
    assert "script" not in message.html


async def test_forged_callback_data_is_answered_and_opens_nothing(
    client: Client, conversation: Conversation
) -> None:
    """Data that no button of ours has gets a kind word; the tap is answered."""
    shown = await client.say("/topics")
    for data in ("open:../../x", "open:dose", "eval(1)", "open:", "\u0000"):
        await client.tap_data(shown, data)
    texts = [message.text for message in (await client.until_sent(6))[1:]]
    assert all("button no longer works" in text for text in texts)
    assert all(text.endswith(conversation.compose.disclaimer) for text in texts)


async def test_the_profile_is_set(telegram: StandIn) -> None:
    """Commands and descriptions are set at start-up."""
    while not telegram.short_description:
        await asyncio.sleep(0.02)
    assert list(telegram.commands) == [
        "start", "causes", "diagnosis", "treatment", "shots", "depression", "anemia", "importance",
        "help", "topics", "source", "privacy", "forget", "developer_info",
    ]  # fmt: skip
    assert "healthcare professional" in telegram.description
    assert "healthcare professional" in telegram.short_description


async def test_group_chatter_telegram_s_own_changes_and_other_bots_get_silence(
    telegram: StandIn, client: Client
) -> None:
    """The bot speaks to people in private chats, once per message."""
    group = telegram.group()
    await client.say("hello")
    message = client.message(text="what causes it")
    await client.send_update({"edited_message": message})
    bot = {"id": 77, "is_bot": True, "first_name": "Echo"}
    await client.send_update({"message": client.message(text="what causes it") | {"from": bot}})
    await group.send_update({"message": group.message(text="what causes b12 deficiency")})
    await telegram.quiet()
    assert (len(client.messages), group.messages) == (1, [])
