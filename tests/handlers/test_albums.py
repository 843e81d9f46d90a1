"""Albums of many messages: one thing that was sent."""

import pytest

from bot.conversation import Conversation
from bot.handlers import PER_MINUTE
from bot.handlers.flood_control import BURST_PART
from bot.incoming.application import App
from bot.preview.telegram.values import JSON
from tests.handlers.updates import handle
from tools.standin import Client, StandIn

PHOTO: JSON = {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}
WHEN = 1_795_000_000


@pytest.mark.parametrize("more", [0, 1])
async def test_the_rest_of_an_album_that_was_passed_over_is_too(
    application: App, telegram: StandIn, client: Client, conversation: Conversation, more: int
) -> None:
    """Warned or not: its captions cost nothing only where its first part was answered. Danger is let in."""
    for _ in range(PER_MINUTE // BURST_PART + more):
        await handle(application, telegram, message=client.message(text="thanks") | {"date": WHEN})
    captions = ("what causes low b12", "how is low b12 treated", "", "i want to die")
    called = []
    for caption in captions:
        part = client.message(media_group_id="7", caption=caption, **PHOTO) | {"date": WHEN}
        called.append(await handle(application, telegram, message=part))
    warned = [] if more else ["sendMessage"]
    assert called == [warned, [], [], ["sendMessage"]]
    assert client.last.text == conversation.reply_to("i want to die").text
