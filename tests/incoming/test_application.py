"""python-telegram-bot's application, as this bot has it."""

from pathlib import Path

from bot.conversation import Conversation
from bot.handlers.live import Live
from bot.incoming.application import build
from bot.settings import Settings
from tools.standin import StandIn

PERSON = 7_654_321


async def test_nobody_is_remembered_by_the_library(
    telegram: StandIn, conversation: Conversation, tmp_path: Path
) -> None:
    """Whom the bot has answered stands in no table that only grows."""
    variables = {
        "TELEGRAM_BOT_TOKEN": telegram.state.token,
        "TELEGRAM_API_URL": telegram.url,
        "B12BOT_DATA": str(tmp_path),
    }
    application = build(Settings(variables), Live(conversation))
    async with application:
        client = telegram.client(user_id=PERSON)
        await client.send_update({"message": client.message(text="what causes b12 deficiency")})
        [update] = await application.bot.get_updates()
        await application.process_update(update)
        assert await client.until_sent(1)
    names = {name for kind in type(application).__mro__ for name in getattr(kind, "__slots__", ())}
    assert names
    assert not any(str(PERSON) in repr(getattr(application, name, None)) for name in names)
    assert not application.chat_data
    assert not application.user_data
