"""Inline mode: `@bot shots` in any chat offers answers to send there, each with the disclaimer inside.

Below them are links to topics, which open in the chat with the bot.
"""

from collections.abc import Iterator

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import InlineQueryHandler

from bot.conversation import MISSED, Conversation, Outcome, Reply, Style
from bot.handlers.live import Live
from bot.handlers.messages import CallbackContext, Handler
from bot.handlers.rendering import html, links

CACHE_SECONDS = 300
"""How long Telegram may give the same answers to the same question."""
DESCRIPTION = 100
"""Characters of an answer that are shown before it is sent."""


def handlers(live: Live) -> list[Handler]:
    """Return the handler of inline questions."""

    async def inline(update: Update, _: CallbackContext) -> None:
        if query := update.inline_query:
            results = [
                _article(number, reply, query.get_bot().username)
                for number, reply in enumerate(_replies(live.conversation, query.query))
            ]
            await query.answer(results, cache_time=CACHE_SECONDS)

    return [InlineQueryHandler(inline)]


def _replies(conversation: Conversation, text: str) -> Iterator[Reply]:
    """Yield what may be sent for a question: its reply, or the answers it may mean.

    For no question, and for one that is not understood (often half typed), these are the main topics.
    """
    reply = conversation.reply_to(text)
    if reply.outcome not in MISSED:
        yield reply
        return
    for button in reply.choices:
        opened = conversation.tap(button.target)
        if opened.outcome is Outcome.ANSWER:
            yield opened


def _article(number: int, reply: Reply, bot: str) -> InlineQueryResultArticle:
    first, *others = reply.paragraphs
    shown = others[0] if first.style is Style.HEADING and others else first
    return InlineQueryResultArticle(
        id=str(number),
        title=first.text[:DESCRIPTION],
        description=shown.text[:DESCRIPTION],
        reply_markup=links(reply, bot),
        input_message_content=InputTextMessageContent(
            html(reply),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
