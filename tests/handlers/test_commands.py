"""Commands as people type them: none is met with silence, in a crisis least of all."""

import pytest

from bot.conversation import Conversation
from bot.incoming.application import App
from tests.handlers.updates import entities, handle
from tools.standin import Client, StandIn

QUESTION = "what causes b12 deficiency"
ASKED = [
    "/ask\n",
    "/ask\t",
    "/ask\xa0",
    "/ask: ",
    "/ask, ",
    "/ask. ",
    "/ASK@standin_bot\n",
    "/ask@Standin_Bot,",
]


@pytest.mark.parametrize("ask", ASKED)
async def test_whatever_stands_behind_ask_in_a_group_the_question_is_answered(
    application: App, telegram: StandIn, conversation: Conversation, ask: str
) -> None:
    """Telegram takes it for the command; a cry for help is heard as well."""
    group = telegram.group()
    for question in (QUESTION, "i want to kill myself"):
        await handle(application, telegram, message=group.message(text=ask + question))
        assert group.last.text == conversation.reply_to(question).text


@pytest.mark.parametrize("call", ["please /ask@Standin_bot ", "hey @standin_bot, ", "@STANDIN_BOT\n"])
async def test_who_names_the_bot_anywhere_is_heard(
    application: App, telegram: StandIn, conversation: Conversation, call: str
) -> None:
    """Telegram brings it what names it, so it was meant."""
    group = telegram.group()
    for question in (QUESTION, "i want to kill myself"):
        text = call + question
        await handle(application, telegram, message=group.message(text=text, entities=entities(text)))
        assert group.last.text == conversation.reply_to(question).text


@pytest.mark.parametrize("text", ["/ask", "/ask@standin_bot", "/ask?", "/help@standin_bot.", "@standin_bot"])
async def test_who_only_calls_the_bot_is_told_how_to_ask(
    application: App, telegram: StandIn, conversation: Conversation, text: str
) -> None:
    """Its name is no word of the person's, and sets off no alarm."""
    group = telegram.group()
    await handle(application, telegram, message=group.message(text=text, entities=entities(text)))
    assert group.last.text == conversation.command("/help").text


@pytest.mark.parametrize("text", ["/help.", "/help!", "/help\n", "/Help@standin_bot, please", "/help:"])
async def test_a_command_is_known_whatever_ends_it(
    application: App, telegram: StandIn, client: Client, conversation: Conversation, text: str
) -> None:
    """A full stop does not make it another command."""
    await handle(application, telegram, message=client.message(text=text))
    assert client.last.text == conversation.command("/help").text


@pytest.mark.parametrize("ask", ["/ask ", *ASKED])
async def test_ask_is_answered_in_a_private_chat_too(
    application: App, telegram: StandIn, client: Client, conversation: Conversation, ask: str
) -> None:
    """It is what the bot taught people in groups."""
    await handle(application, telegram, message=client.message(text=ask + QUESTION))
    assert client.last.text == conversation.tap("causes").text


async def test_a_command_in_reply_to_the_bot_is_meant_for_it(
    application: App, telegram: StandIn, conversation: Conversation
) -> None:
    """Unless it names another bot."""
    group = telegram.group()
    await handle(application, telegram, message=group.message(text=f"/ask {QUESTION}"))
    answer = group.last.as_json()
    for text, called in (("/shots", ["sendMessage"]), ("/shots@other_bot", [])):
        reply = group.message(text=text, reply_to_message=answer)
        assert await handle(application, telegram, message=reply) == called
    assert group.last.text == conversation.tap("shots").text
