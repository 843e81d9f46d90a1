"""Echo bots as each library's own first example has them: what ours is compared with.

Run as `python -m tools.load.echo KIND TOKEN API_URL [PUBLIC_URL SECRET PORT]`. Each imports its library only
when it is asked for, so that its memory holds nothing else.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from typing import Any


def ptb(token: str, api: str, *hook: str, is_fast: bool = False) -> None:
    """python-telegram-bot as it comes: httpx, one update after the other.

    Or, if it is to be fast, on our request layer, as many updates at once as ours takes.
    """
    from telegram import Update  # noqa: PLC0415
    from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters  # noqa: PLC0415

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    builder = ApplicationBuilder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    if is_fast:
        from bot.incoming.queues import CHATS_AT_ONCE  # noqa: PLC0415
        from bot.outgoing.transport import AiohttpRequest  # noqa: PLC0415

        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
        builder = builder.concurrent_updates(CHATS_AT_ONCE)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    if hook:
        url, secret, port = hook
        application.run_webhook("127.0.0.1", int(port), "", webhook_url=url, secret_token=secret)
    else:
        application.run_polling()


def ptb_on_our_loop(token: str, api: str, *, is_fast: bool = False) -> None:
    """python-telegram-bot on our event loop, else as it comes, or on our request layer as well."""
    import uvloop  # noqa: PLC0415

    asyncio.set_event_loop(uvloop.new_event_loop())
    ptb(token, api, is_fast=is_fast)


def aiogram(token: str, api: str, *hook: str) -> None:
    """Aiogram as it comes: aiohttp, updates side by side."""
    from aiogram import Bot, Dispatcher  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415

    async def echo(message: Any) -> None:  # noqa: ANN401 - the checkers need not have aiogram
        await message.answer(message.text)

    async def poll() -> None:
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
        await dispatcher.start_polling(bot)

    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    if hook:
        _aiogram_webhook(dispatcher, token, api, *hook)
    else:
        asyncio.run(poll())


def _aiogram_webhook(dispatcher: Any, token: str, api: str, url: str, secret: str, port: str) -> None:  # noqa: ANN401, PLR0913, PLR0917
    """Serve aiogram's own web handler, which answers Telegram before the update was handled."""
    from aiogram import Bot  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application  # noqa: PLC0415
    from aiohttp import web  # noqa: PLC0415

    async def listening(**_: object) -> None:
        await bot.set_webhook(f"{url}/hook", secret_token=secret)

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher.startup.register(listening)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, path="/hook")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=int(port), print=None)


KINDS: dict[str, Callable[..., None]] = {
    "ptb": ptb,
    "ptb-loop": ptb_on_our_loop,
    "ptb-fast": partial(ptb_on_our_loop, is_fast=True),
    "aiogram": aiogram,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](*sys.argv[2:])
