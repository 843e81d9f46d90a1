"""What happens when handling an update fails."""

import logging
from collections.abc import AsyncIterator

import pytest
from telegram import Update

from bot.conversation import Conversation, Reply
from bot.incoming.application import App
from bot.knowledge import Knowledge
from bot.understanding import Learnt, Understanding
from tests.bots import handling
from tools.standin import StandIn


class BrokenConversation(Conversation):
    """A conversation that fails at every question, with the person's words in the error."""

    def to_question(self, understanding: Understanding) -> Reply:
        """Raise."""
        raise ValueError(understanding.text.folded)


@pytest.fixture
async def application(telegram: StandIn, knowledge: Knowledge, learnt: Learnt) -> AsyncIterator[App]:
    """The application as `poll` builds it, but for its conversation."""
    async with handling(telegram, BrokenConversation(knowledge, learnt)) as services:
        yield services.application


async def process(application: App, telegram: StandIn, text: str) -> None:
    """Have a person write `text`, and the application process it."""
    client = telegram.client()
    await client.send_update({"message": client.message(text=text)})
    for update in await application.bot.get_updates():
        assert isinstance(update, Update)
        await application.process_update(update)


async def test_a_failure_gets_an_apology_with_the_disclaimer(
    application: App, telegram: StandIn, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    """The person is told; the log has one line of class and place, without the person's words."""
    await process(application, telegram, "canary6161")
    assert telegram.client().last.text == conversation.compose.apology().text
    assert telegram.client().last.text.endswith(conversation.compose.disclaimer)
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert record.getMessage().endswith("failed")
    assert "canary6161" not in record.getMessage()


async def test_an_apology_that_can_not_be_sent_is_one_more_line(
    application: App, telegram: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """The error handler itself does not fail."""
    telegram.fail("sendMessage", 400, "Bad Request: chat not found")
    await process(application, telegram, "hello")
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(lines) == 2
    assert lines[1].endswith("was not sent (BadRequest)")
