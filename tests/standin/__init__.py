"""A strict local stand-in for Telegram's Bot API, so that tests can run the real bot and play a person.

It refuses what Telegram refuses, in Telegram's words where they are known, and some things on top that
Telegram lets pass without a word (an unknown parameter): what the bot gets wrong must be seen in a test.
"""

from tests.standin.client import Client
from tests.standin.markup import parse_html
from tests.standin.server import StandIn
from tests.standin.values import ApiError, Call, Entity, Message, Refusal

__all__ = ["ApiError", "Call", "Client", "Entity", "Message", "Refusal", "StandIn", "parse_html"]
