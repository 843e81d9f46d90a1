"""Flood control before the handlers: an update is judged once, however often it is tried."""

import pytest
from telegram.error import EndPointNotFound, RetryAfter, TelegramError

from bot.conversation import Conversation
from bot.handlers import PER_MINUTE
from bot.handlers.flood_control import BURST_PART
from bot.incoming.application import App
from bot.incoming.processor import parse
from tests.handlers.updates import NUMBERS, handle
from tools.standin import Client, StandIn

WHEN = 1_795_000_000
AT_ONCE = PER_MINUTE // BURST_PART


@pytest.mark.parametrize(
    ("code", "parameters", "error"),
    [(429, {"retry_after": 100}, RetryAfter), (401, {}, EndPointNotFound), (404, {}, EndPointNotFound)],
)
async def test_what_is_tried_again_is_not_judged_anew(  # noqa: PLR0913, PLR0917 - a table
    application: App,
    telegram: StandIn,
    client: Client,
    conversation: Conversation,
    code: int,
    parameters: dict[str, int],
    error: type[TelegramError],
) -> None:
    """The last message that may come at once is answered in the end, and cost its part only once.

    Telegram refused the reply for now; a 401 or a 404 is one of a proxy, or ends the polls soon.
    """
    for _ in range(AT_ONCE - 1):
        await handle(application, telegram, message=client.message(text="thanks") | {"date": WHEN})
    message = client.message(text="what causes low b12") | {"date": WHEN}
    telegram.state.receive({"message": message})
    update = parse({"update_id": next(NUMBERS), "message": message}, application.bot)
    assert update
    telegram.fail("sendMessage", code, "Not now", **parameters)
    with pytest.raises(error):
        await application.process_update(update)
    await application.process_update(update)
    assert client.last.text.startswith("Causes")
    too_many = client.message(text="thanks") | {"date": WHEN}
    assert await handle(application, telegram, message=too_many) == ["sendMessage"]
    assert client.last.text == conversation.compose.slow_down().text
    assert await handle(application, telegram, message=client.message(text="thanks") | {"date": WHEN}) == []
