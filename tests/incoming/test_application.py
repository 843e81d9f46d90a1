"""python-telegram-bot's application, as this bot has it."""

from bot.incoming.application import App
from tools.standin import StandIn

PERSON = 7_654_321


async def test_nobody_is_remembered_by_the_library(telegram: StandIn, application: App) -> None:
    """Whom the bot has answered stands in no table that only grows."""
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
