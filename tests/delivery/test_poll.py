"""The bot against a real HTTP server that speaks the Bot API: polling."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation import Conversation
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
