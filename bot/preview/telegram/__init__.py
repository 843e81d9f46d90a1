"""A strict local stand-in for Telegram's Bot API, so that the real bot can run and somebody play a person.

It refuses what Telegram refuses, in Telegram's words where they are known, and some things on top that
Telegram lets pass without a word (an unknown parameter): what the bot gets wrong must be seen. The preview
shows it as a chat page, and the tests talk to the bot through it.

`methods` says what each call does to the `state`, by the `checks` of what Telegram would refuse; `telegram`
has it over HTTP; `person` is somebody in a chat. The tests bring what goes wrong on the way, and webhooks.
"""

from bot.preview.telegram.markup import parse_html
from bot.preview.telegram.person import Person
from bot.preview.telegram.telegram import Telegram
from bot.preview.telegram.values import JSON, ApiError, Call, Entity, Message, Refusal

__all__ = ["JSON", "ApiError", "Call", "Entity", "Message", "Person", "Refusal", "Telegram", "parse_html"]
