"""Conversations as people have them on Telegram: the bot against a real HTTP server."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation import NOTHING, Conversation, Dialogue
from bot.preview.telegram.values import JSON
from tests.bots import Bot, running
from tests.delivery.conftest import PEOPLE
from tests.dialogues import Step, name, without_misses
from tools.standin import Client, StandIn

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("polling", "_nothing_refused"),
]

_GROUPS = itertools.count(-1_001_000_009_001, -1)


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


async def test_a_short_question_leans_on_the_last_one(
    client: Client, telegram: StandIn, conversation: Conversation
) -> None:
    """In the same chat only: another person's “why?” has nothing to lean on; /forget takes it away."""
    await client.say("how is it treated")
    assert (await client.say("and depression?")).text == conversation.tap("depression").text
    assert (await client.say("no, I meant the causes")).text == conversation.tap("causes").text
    assert "ask the whole question" in (await telegram.client(user_id=next(PEOPLE)).say("why?")).text
    assert "forgotten" in (await client.say("/forget")).text
    assert "ask the whole question" in (await client.say("why?")).text


@pytest.mark.parametrize("steps", without_misses(), ids=name)
async def test_a_golden_dialogue_goes_as_it_should(
    client: Client, conversation: Conversation, steps: tuple[Step, ...]
) -> None:
    """Every message gets through Telegram what the core says, buttons included."""
    dialogue = Dialogue(conversation, time.monotonic)
    context = NOTHING
    for step in steps:
        if step.is_press:
            buttons = (*conversation.tap("topics").buttons, *conversation.compose.way_back)
            turn = dialogue.tap(next(b.target for b in buttons if b.label == step.what), context)
        else:
            turn = dialogue.say(step.what, context)
        context = turn.context
        message = await (client.press(step.what) if step.is_press else client.say(step.what))
        assert (turn.reply.outcome, message.text) == (step.outcome, turn.reply.text)


async def test_the_answer_takes_the_place_of_did_you_mean(client: Client) -> None:
    """After a tap nothing is left of the question but its answer; a typed choice does as well."""
    asked = await client.say("my belly and b12")
    label = asked.inline_buttons[0][0]
    answer = await client.press(label)
    assert answer.message_id == asked.message_id
    assert answer.text.startswith(label)
    assert len(client.messages) == 1
    asked = await client.say("my belly and b12")
    assert (await client.say("the second one")).text.startswith(asked.inline_buttons[0][1])


async def test_more_takes_the_place_of_the_answer(client: Client) -> None:
    """The same message grows, in a private chat and for whoever taps twice."""
    short = await client.say("what causes b12 deficiency")
    whole = await client.press("More")
    assert whole.message_id == short.message_id
    assert len(whole.text) > len(short.text)
    assert "More" not in [label for row in whole.inline_buttons for label in row]
    assert len(client.messages) == 1


async def test_two_misses_get_the_menu_and_no_loop(client: Client) -> None:
    """The second message that is not understood gets all topics and a hint; the third starts anew."""
    first = await client.say("qwerty asdfgh")
    second = await client.say("zxcvbn poiuyt")
    assert not first.inline_buttons
    assert "short question works best" in second.text
    assert sum(map(len, second.inline_buttons)) == 17
    assert "short question" not in (await client.say("lkjhgf mnbvcx")).text


async def test_a_changed_question_changes_its_reply(client: Client, conversation: Conversation) -> None:
    """The reply is edited, not sent once more; where Telegram does not let, a new one is sent."""
    update = {"message": client.message(text="what causes b12 deficiency")}
    await client.send_update(update)
    (first,) = await client.until_sent(1)
    await client.change(update, "how is b12 deficiency diagnosed")
    await client._wait(lambda: client.last.edit_date is not None, "edit its reply")
    assert client.last.message_id == first.message_id
    assert client.last.text == conversation.tap("diagnosis").text
    update = {"message": client.message(text="hello there")}
    await client.send_update(update)
    await client.until_sent(2)
    await client.change(update, "do b12 shots give energy")
    assert (await client.until_sent(3))[-1].text == conversation.reply_to("do b12 shots give energy").text


@pytest.mark.parametrize(
    "text",
    ["/ask what causes b12 deficiency", "/causes@standin_bot", "@standin_bot what causes low b12?",
     "what causes low b12, @Standin_Bot"],
)  # fmt: skip
async def test_in_a_group_it_answers_those_who_ask_it(
    telegram: StandIn, conversation: Conversation, text: str
) -> None:
    """In the right topic, as a reply, and without changing everybody's keyboard."""
    group = telegram.group(next(_GROUPS), user_id=next(PEOPLE), thread=7)
    reply = await group.say(text)
    assert reply.text == conversation.tap("causes").text
    assert reply.extra["message_thread_id"] == 7
    assert reply.extra["reply_to_message"]
    assert not reply.keyboard
    answer = await group.say("is it for life?", reply_to=reply)
    assert answer.text == conversation.reply_to("is b12 treatment for life?").text


@pytest.mark.parametrize(
    "text",
    ["what causes b12 deficiency", "/causes", "/causes@other_bot", "@other_bot what causes it", "why?"],
)
async def test_in_a_group_it_keeps_out_of_everything_else(telegram: StandIn, text: str) -> None:
    """Chatter, commands for anybody or for other bots."""
    group = telegram.group(next(_GROUPS), user_id=next(PEOPLE))
    await group.send_update({"message": group.message(text=text)})
    await group.send_update({"channel_post": group.message(text="@standin_bot what causes it")})
    await telegram.quiet()
    assert not group.messages


async def test_in_a_group_the_topics_stand_under_the_message(
    telegram: StandIn, conversation: Conversation
) -> None:
    """Where a text says “tap a topic” there is one to tap, and nobody's keyboard changes."""
    group = telegram.group(next(_GROUPS), user_id=next(PEOPLE))
    reply = await group.say("/ask qwerty asdfgh")
    assert "tap a topic" in reply.text
    assert not reply.keyboard
    assert reply.inline_buttons[0] == ["Causes", "Diagnosis"]
    assert (await group.press("Causes")).text == conversation.tap("causes").text
    crisis = await group.say("/ask i want to die")
    assert all("copy_text" in button for row in crisis.inline_rows for button in row)


async def test_a_link_opens_its_topic(client: Client, conversation: Conversation) -> None:
    """Only topics can be opened, and the page of all: anything else is a plain start."""
    for payload in ("shots", "topics"):
        assert (await client.say(f"/start {payload}")).text == conversation.tap(payload).text
    for payload in ("dose", "../../x"):
        assert (await client.say(f"/start {payload}")).text == conversation.command("/start").text


async def test_inline_questions_are_offered_answers(client: Client, conversation: Conversation) -> None:
    """Each with the disclaimer inside; no question offers the main topics, an unsure one what it may mean."""
    (shots,) = await client.ask_inline("do b12 shots give energy")
    assert shots["title"].startswith("Shots")
    assert shots["input_message_content"]["message_text"].endswith(conversation.compose.disclaimer)
    (dose,) = await client.ask_inline("how much b12 should i take")
    assert "The article does not say" in dose["input_message_content"]["message_text"]
    assert dose["reply_markup"]["inline_keyboard"][0][0] == {
        "text": "Treatment",
        "url": "https://t.me/standin_bot?start=treatment",
    }
    titles = [result["title"].split()[0] for result in await client.ask_inline("")]
    assert titles[:2] == ["Causes", "Diagnosis"]
    assert len(await client.ask_inline("my belly and b12")) >= 2
    (help_lines,) = await client.ask_inline("i want to die")
    assert "findahelpline.com" in help_lines["input_message_content"]["message_text"]
    assert "reply_markup" not in help_lines
    assert not client._chat.activity


async def test_one_vote_stands_under_an_answer(client: Client) -> None:
    """A tap marks it, another thumb changes it, the same one takes it back; the answer stays as it is."""
    answer = await client.say("what causes b12 deficiency")
    up, down = answer.inline_buttons[-1]
    for press, shown in ((up, [up + " \u2713", down]), (down, [up, down + " \u2713"])):
        changed = await client.press(press)
        assert (changed.message_id, changed.text) == (answer.message_id, answer.text)
        assert changed.inline_buttons[-1] == shown
    assert (await client.press(down + " \u2713")).inline_buttons[-1] == [up, down]
    forged = await client.tap_data(client.last, "vote:up:../../x")
    assert "text" not in forged


async def test_another_language_is_told_so_in_its_own_words(client: Client) -> None:
    """One line, the menu, the disclaimer; a crisis comes first in any language."""
    reply = await client.say("¿Cuáles son los síntomas de la falta de b12?")
    assert "solo habla inglés" in reply.text
    assert "healthcare professional" in reply.text
    assert "findahelpline.com" in (await client.say("no quiero vivir")).text


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
