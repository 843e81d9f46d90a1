"""Questions shared with the editors: by a tap only, without a word of whose they are, withdrawn for good."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.conversation.answers import NONE_OF_THESE
from bot.handlers.rendering import PICK
from bot.handlers.sharing import SHARE, WITHDRAW
from bot.incoming.application import App, Services
from bot.knowledge.messages import Words
from bot.preview.telegram.state import now
from bot.preview.telegram.values import JSON
from bot.storage import Feedback
from tests.bots import handling
from tests.handlers.updates import handle
from tools.standin import Client, StandIn

GAP = "where can i buy b12 for hiccups zqxwv"
"""The article is silent on it; the last word stands for a name."""
SCRUBBED = "where can i buy b12 for hiccups …"
SUGGESTED = "is it good for you"
CANARY = b"hiccups"


@pytest.fixture
async def services(telegram: StandIn, conversation: Conversation, tmp_path: Path) -> AsyncIterator[Services]:
    """What `poll` builds."""
    async with handling(telegram, conversation, tmp_path) as services:
        await services.store.open()
        yield services


@pytest.fixture
def feedback(services: Services) -> Feedback:
    """What is kept."""
    return services.store.feedback


@pytest.fixture
def application(services: Services) -> App:
    """What handles updates."""
    return services.application


class Asker:
    """A person who asks and taps, in a chat with the bot."""

    def __init__(self, application: App, telegram: StandIn, client: Client, words: Words) -> None:
        self._application = application
        self._telegram = telegram
        self.client = client
        self._labels = {words.share: SHARE, words.withdraw: WITHDRAW}

    async def ask(self, text: str) -> JSON:
        """Write a message, and return it."""
        message = self.client.message(text=text)
        await handle(self._application, self._telegram, message=message)
        return message

    async def change(self, message: JSON, text: str) -> None:
        """Write a message anew."""
        changed = message | {"text": text, "edit_date": now()}
        await handle(self._application, self._telegram, edited_message=changed)

    async def tap(self, data: str) -> list[str]:
        """Tap a button under the last message; return what the bot calls."""
        self.client.tap_button(self.client.last, data)
        query: JSON = self._telegram.state.updates.pending.pop()["callback_query"]
        return await handle(self._application, self._telegram, callback_query=query)

    @property
    def offered(self) -> str:
        """The callback data of the button that shares or withdraws; empty if there is none."""
        buttons = [button for row in self.client.last.inline_rows for button in row]
        found = [button for button in buttons if button["text"] in self._labels]
        assert all(one["callback_data"].startswith(self._labels[one["text"]]) for one in found)
        return next((str(one["callback_data"]) for one in found), "")


@pytest.fixture
def asker(application: App, telegram: StandIn, client: Client, conversation: Conversation) -> Asker:
    """A person in a private chat."""
    return Asker(application, telegram, client, conversation.knowledge.messages.words)


@pytest.fixture(autouse=True)
def _no_word_is_logged(caplog: pytest.LogCaptureFixture) -> object:
    """At no level, whatever happens."""
    caplog.set_level(logging.DEBUG)
    yield
    assert CANARY.decode() not in caplog.text


def on_disk(folder: Path) -> bool:
    """Say whether a word of the question stands in any file."""
    return any(CANARY in file.read_bytes() for file in folder.iterdir())


async def test_a_tap_shares_and_another_withdraws(asker: Asker, feedback: Feedback, tmp_path: Path) -> None:
    """Before the tap and after the withdrawal no file has a word of it."""
    await asker.ask(GAP)
    assert asker.offered.startswith(SHARE)
    assert not on_disk(tmp_path)
    await asker.tap(asker.offered)
    assert await feedback.questions() == [SCRUBBED]
    assert on_disk(tmp_path)
    assert asker.offered.startswith(WITHDRAW)
    await asker.tap(asker.offered)
    assert await feedback.questions() == []
    assert not on_disk(tmp_path)
    assert asker.offered.startswith(SHARE)
    assert len(asker.client.messages) == 1


async def test_two_taps_at_once_share_once(asker: Asker, feedback: Feedback) -> None:
    """And what is withdrawn then is all of it."""
    await asker.ask(GAP)
    data = asker.offered
    for _ in range(2):
        await asker.tap(data)
    assert await feedback.questions() == [SCRUBBED]
    await asker.tap(asker.offered)
    assert await feedback.questions() == []


@pytest.mark.parametrize(
    "text",
    ["what causes b12 deficiency", "i want to kill myself", "my b12 is 141, is that bad", "hello", "/hiccups",
     "my dad is not breathing, where can i buy b12", "zqxwv", "should i take b12 for my hiccups"],
)  # fmt: skip
async def test_what_is_not_to_be_shared_has_no_button(asker: Asker, text: str) -> None:
    """Answers, alarms, one person's case, commands, and what has no known word."""
    await asker.ask(text)
    assert asker.client.messages
    assert not asker.offered


async def test_after_an_alarm_nothing_is_to_be_shared(asker: Asker) -> None:
    """Whoever is in danger is asked for nothing."""
    await asker.ask("i want to kill myself")
    await asker.ask(GAP)
    assert not asker.offered


async def test_in_a_group_nothing_is_to_be_shared(
    application: App, telegram: StandIn, conversation: Conversation, feedback: Feedback
) -> None:
    """Nor by a changed app that makes up the tap."""
    asker = Asker(application, telegram, telegram.group(), conversation.knowledge.messages.words)
    await asker.ask(f"/ask {GAP}")
    assert not asker.offered
    await asker.tap(f"{SHARE}made-up")
    assert await feedback.questions() == []


async def test_a_question_that_is_gone_is_not_shared(
    asker: Asker, feedback: Feedback, conversation: Conversation
) -> None:
    """The person is told."""
    await asker.ask("hello")
    await asker.tap(f"{SHARE}made-up")
    assert await feedback.questions() == []
    assert asker.client.last.text == conversation.compose.expired_button().text


async def test_an_alarm_in_place_of_the_question_is_not_shared(asker: Asker, feedback: Feedback) -> None:
    """The question may have been changed since the button was shown, while the bot was down."""
    message = await asker.ask(GAP)
    message["text"] = "i want to kill myself"
    await asker.tap(asker.offered)
    assert await feedback.questions() == []


async def test_a_changed_question_is_withdrawn(asker: Asker, feedback: Feedback) -> None:
    """It is not what its author wants to say any more; the new one may be shared."""
    message = await asker.ask(GAP)
    await asker.tap(asker.offered)
    await asker.change(message, "what does b12 cost")
    assert await feedback.questions() == []
    assert asker.offered.startswith(SHARE)


async def test_what_was_shared_can_be_withdrawn_after_another_choice(
    asker: Asker, feedback: Feedback
) -> None:
    """The button stays where the reply takes the place of the suggestion."""
    await asker.ask(SUGGESTED)
    await asker.tap(asker.offered)
    assert await feedback.questions() == [SUGGESTED]
    assert await asker.tap(f"{PICK}{NONE_OF_THESE}") == ["answerCallbackQuery", "editMessageText"]
    await asker.tap(asker.offered)
    assert await feedback.questions() == []


async def test_what_can_not_be_kept_is_not_shown_as_shared(
    asker: Asker, feedback: Feedback, conversation: Conversation
) -> None:
    """The person is told that it did not work."""
    await asker.ask(GAP)
    data = asker.offered
    await feedback._database.close()
    assert await asker.tap(data) == ["answerCallbackQuery", "sendMessage"]
    assert asker.client.last.text == conversation.compose.apology().text
